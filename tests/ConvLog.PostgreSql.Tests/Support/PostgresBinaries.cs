using System.Globalization;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>Where the programs of a server stand on this machine.</summary>
internal static class PostgresBinaries
{
    /// <summary>The folder of initdb and pg_ctl, the newest; null where PostgreSQL is not installed.</summary>
    public static string? Folder { get; } = Installed()
        .FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));

    /// <summary>pgbouncer; null where it is not installed.</summary>
    public static string? Pooler { get; } = Programs.FindServer("pgbouncer");

    // Debian keeps several versions beside each other, and none in the search path.
    private static IEnumerable<string> Installed()
    {
        const string versions = "/usr/lib/postgresql";
        var debian = Directory.Exists(versions)
            ? Directory.GetDirectories(versions)
                .OrderByDescending(static folder
                => double.TryParse(Path.GetFileName(folder), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double version) ? version : 0)
                .Select(static folder => Path.Combine(folder, "bin"))
            : [];
        return debian.Concat(Programs.SearchPath());
    }
}
