using System.Globalization;
using Npgsql;

namespace ConvLog.Benchmarks.Paced;

/// <summary>Reads the resources that a PostgreSQL server has used. They are those of the whole server, so it must have no other clients.</summary>
/// <param name="source">The connections to the server.</param>
internal sealed class ServerMeter(NpgsqlDataSource source)
{
    // The unit of times in /proc on every Linux.
    private const double TicksPerSecond = 100;

    /// <summary>Reads the use so far.</summary>
    public async Task<ServerUse> ReadAsync()
    {
        await using var command = source.CreateCommand("SELECT pg_backend_pid(), (pg_current_wal_lsn() - '0/0'::pg_lsn)::float8");
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        return new ServerUse(ProcessorOf(reader.GetInt32(0)), reader.GetDouble(1));
    }

    // The first process of a server is the parent of all others and includes the times of ended ones.
    private static double? ProcessorOf(int backend)
    {
        if (Read(backend) is not { Name: "postgres" } own)
        {
            return null;
        }

        var server = Read(own.Parent)!;
        return (server.Own + server.Ended + Children(own.Parent).Sum(static child => child.Own)) / TicksPerSecond * 1e6;
    }

    private static IEnumerable<ProcessTimes> Children(int server)
        => Directory.EnumerateDirectories("/proc")
            .Select(static folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? Read(id) : null)
            .OfType<ProcessTimes>().Where(process => process.Parent == server);

    // The fields of /proc/ID/stat that follow the name in parentheses; null if the process does not exist.
    private static ProcessTimes? Read(int id)
    {
        try
        {
            string line = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            int end = line.LastIndexOf(')');
            string[] fields = line[(end + 2)..].Split(' ');
            return new ProcessTimes(
                line[(line.IndexOf('(', StringComparison.Ordinal) + 1)..end], (int)Number(fields[1]), Number(fields[11]) + Number(fields[12]),
                Number(fields[13]) + Number(fields[14]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    private sealed record ProcessTimes(string Name, int Parent, long Own, long Ended);
}
