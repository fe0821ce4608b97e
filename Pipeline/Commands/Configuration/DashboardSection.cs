using RtmPipeline.Dashboard;

namespace RtmPipeline.Commands.Configuration;

internal static class DashboardSection
{
    private const int MaxHosts = 16;
    private const int LongestHost = 253;

    public static DashboardOptions Read(OptionSection section)
    {
        DashboardOptions defaults = new();
        return new DashboardOptions(ServerSection.Read(section, DashboardOptions.DefaultListen))
        {
            MaxConnections = section.Whole(nameof(DashboardOptions.MaxConnections), defaults.MaxConnections, 1, 10_000, "connections"),
            Hosts = section.Texts(nameof(DashboardOptions.Hosts), [], MaxHosts, LongestHost, "a host's name", static name => Uri.CheckHostName(name) == UriHostNameType.Dns),
        };
    }
}
