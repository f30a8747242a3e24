using System.Globalization;

namespace ConvLog.Reliability.Child;

/// <summary>The assignment of a child from its command line: <c>--name value</c>.</summary>
internal sealed record Assignment
{
    /// <summary>The path of the database.</summary>
    public required string Path { get; init; }

    /// <summary>The seed of everything random.</summary>
    public int Seed { get; init; }

    /// <summary>The prefix of its conversation IDs.</summary>
    public string Conversations { get; init; } = "c-";

    /// <summary>The number of concurrent agents.</summary>
    public int Agents { get; init; } = 3;

    /// <summary>The number of records after which it stops writing and waits for the request to end; 0 for no limit.</summary>
    public int Records { get; init; }

    /// <summary>The capacity of the queue in records.</summary>
    public int Queue { get; init; } = 100_000;

    /// <summary>The largest batch in records; null for a few, depending on the seed, so that a short run commits often.</summary>
    public int? Batch { get; init; }

    /// <summary>The time limit for disposing the sink.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a write waits for another process.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether agents wait until their entries are stored. Otherwise the queue grows as fast as possible.</summary>
    public bool Waits { get; init; } = true;

    /// <summary>Whether retention runs while agents log: 30 days, personal data 10 days, confirmed.</summary>
    public bool Expires { get; init; }

    /// <summary>A file with erasures and releases to apply while agents log, see <see cref="Decision"/>; null for none.</summary>
    public string? Decisions { get; init; }

    public static Assignment Of(string[] arguments)
    {
        var given = arguments.Chunk(2).ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
        var assignment = new Assignment { Path = given["--path"] };
        foreach (var (name, value) in given)
        {
            assignment = name switch
            {
                "--path" => assignment,
                "--seed" => assignment with { Seed = Number(value) },
                "--conversations" => assignment with { Conversations = value },
                "--agents" => assignment with { Agents = Number(value) },
                "--records" => assignment with { Records = Number(value) },
                "--queue" => assignment with { Queue = Number(value) },
                "--batch" => assignment with { Batch = Number(value) },
                "--deadline" => assignment with { Deadline = TimeSpan.FromMilliseconds(Number(value)) },
                "--busy" => assignment with { BusyTimeout = TimeSpan.FromMilliseconds(Number(value)) },
                "--expires" => assignment with { Expires = bool.Parse(value) },
                "--decisions" => assignment with { Decisions = value },
                "--waits" => assignment with { Waits = bool.Parse(value) },
                _ => throw new ArgumentException($"There is no option {name}.", nameof(arguments)),
            };
        }

        return assignment;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
