using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Tests.Delivery.Redis;

/// <summary>Opens Redis as the service does.</summary>
internal static class ServiceDelivery
{
    /// <exception cref="DeliveryRefusedException">It was refused, and nothing is left open.</exception>
    public static async Task<RedisDelivery> OpenAsync(RedisOptions options, Action<string> warn, bool keepsCheckpoints = false)
    {
        RedisDelivery delivery = new(options, warn, TimeProvider.System) { IsService = true, KeepsCheckpoints = keepsCheckpoints };
        try
        {
            await delivery.OpenAsync(CancellationToken.None);
            return delivery;
        }
        catch (DeliveryRefusedException)
        {
            await delivery.DisposeAsync();
            throw;
        }
    }
}
