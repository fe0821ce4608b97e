using System.Text;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Reads the password again for each new connection, because it may be changed while the pipeline runs: orchestrators replace mounted secrets in
/// place. At start the configuration has read and checked the file already.
/// </summary>
internal static class PasswordFile
{
    /// <summary>Longest password, in bytes.</summary>
    private const int MaxBytes = 4096;

    /// <summary>The password; <paramref name="fallback"/> where the file cannot be read or holds none at this moment, as while it is being replaced.</summary>
    public static string? Read(string path, string? fallback)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[MaxBytes + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            string password = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\r', '\n');
            return length > MaxBytes || password.Length == 0 || password.Any(char.IsControl) ? fallback : password;
        }
        catch (IOException)
        {
            return fallback;
        }
        catch (UnauthorizedAccessException)
        {
            return fallback;
        }
    }
}
