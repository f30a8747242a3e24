using System.Runtime.InteropServices;
using ConvLog.Entries;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>A call for statistics.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="Name">The function, endpoint or model.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Duration">How long it took; null if unknown.</param>
/// <param name="Outcome">How it ended; null if it has no end.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExaminedCall(string Id, string Name, DateTimeOffset StartedAt, TimeSpan? Duration, FunctionOutcome? Outcome)
{
    /// <summary>Reads the ID, which takes long; null if it is known.</summary>
    public Func<string>? ReadId { get; init; }

    /// <summary>The provider of a model; null if it is unknown, and for other calls.</summary>
    public string? Provider { get; init; }

    /// <summary>The type of the exception; null without one.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The turn in which it was made; null outside turns, and if it was not read.</summary>
    public string? TurnId { get; init; }

    /// <summary>The status of an API response; null for others.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The keys of a function's arguments; null if they were not read.</summary>
    public IReadOnlyCollection<string>? ArgumentKeys { get; init; }

    /// <summary>The state of a function call's approval; null if it has none, or if it was not read.</summary>
    public ApprovalState? Approval { get; init; }

    /// <summary>How long the decision took; null if unknown.</summary>
    public TimeSpan? ApprovalWait { get; init; }

    /// <summary>The called function, endpoint or model, as it results from UTF-8.</summary>
    public (string Name, string? Provider) Target
        => (TextRules.WithoutLoneSurrogates(Name), Provider is null ? null : TextRules.WithoutLoneSurrogates(Provider));

    /// <summary>Whether it completed: of such calls only count, start and duration are reported.</summary>
    public bool IsCompleted => Outcome == FunctionOutcome.Completed;

    /// <summary>Whether it failed or was abandoned.</summary>
    public bool IsProblem => Outcome.IsProblem();
}
