using System.Globalization;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>Finds the PostgreSQL programs on this machine.</summary>
internal static class PostgresBinaries
{
    /// <summary>The environment variable with the folder of initdb, pg_ctl and postgres, to run the tests on that version.</summary>
    public const string Variable = "CONVLOG_POSTGRES_BIN";

    /// <summary>The folder of initdb and pg_ctl: that of the variable, or the newest version; null if PostgreSQL is not installed.</summary>
    public static string? Folder { get; } = (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? [given] : Installed())
        .FirstOrDefault(static folder => Has(folder, "initdb") && Has(folder, "pg_ctl"));

    /// <summary>Whether that version has pg_dump and psql: a package may contain the server only.</summary>
    public static bool HasClients => Folder is { } folder && Has(folder, "pg_dump") && Has(folder, "psql");

    /// <summary>Whether that version has pg_basebackup.</summary>
    public static bool HasBaseBackup => Folder is { } folder && Has(folder, "pg_basebackup");

    /// <summary>The path of pgbouncer; null if it is not installed.</summary>
    public static string? Pooler { get; } = Programs.FindServer("pgbouncer");

    private static bool Has(string folder, string program) => File.Exists(Path.Combine(folder, program));

    // Debian installs several versions in parallel, none of them in the search path.
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
