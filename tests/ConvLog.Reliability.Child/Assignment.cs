using System.Globalization;

namespace ConvLog.Reliability.Child;

/// <summary>What a child is to do, as it is told on its command line: <c>--name value</c>.</summary>
internal sealed record Assignment
{
    /// <summary>The database.</summary>
    public required string Path { get; init; }

    /// <summary>What decides all that is random.</summary>
    public int Seed { get; init; }

    /// <summary>How the ids of its conversations begin.</summary>
    public string Conversations { get; init; } = "c-";

    /// <summary>How many agents talk at the same time.</summary>
    public int Agents { get; init; } = 3;

    /// <summary>After how many records it stops to write and waits to be told to end; 0 for never.</summary>
    public int Records { get; init; }

    /// <summary>Records that may wait.</summary>
    public int Queue { get; init; } = 100_000;

    /// <summary>Records of a batch at most; null for a few, as the seed says, so that a short run commits often.</summary>
    public int? Batch { get; init; }

    /// <summary>How long disposing the sink waits.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a write waits for another process.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether agents wait until what they logged is stored; without it the queue grows as fast as it can.</summary>
    public bool Waits { get; init; } = true;

    /// <summary>Whether it runs retention while its agents talk: 30 days, personal data 10, confirmed.</summary>
    public bool Expires { get; init; }

    /// <summary>A file with what it is to erase and release while its agents talk, see <see cref="Decision"/>; null for nothing.</summary>
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
