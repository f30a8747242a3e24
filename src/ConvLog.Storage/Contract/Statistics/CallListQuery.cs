using ConvLog.Entries;

namespace ConvLog.Storage;

/// <summary>Which calls of one function, endpoint or model to list, and how. All filters that are set must match.</summary>
public sealed record CallListQuery
{
    /// <summary>
    /// The calls: their kind, <see cref="CallQuery.Name"/>, which must be set, and period, whose bounds are rounded to quarters of an hour as in statistics.
    /// </summary>
    public required CallQuery Calls { get; init; }

    /// <summary>
    /// Filters of the conversations, besides those of the period; default none. Filters by a user's ID, a number or attributes are not supported. Order and
    /// paging are ignored.
    /// </summary>
    public ConversationQuery Conversations { get; init; } = new();

    /// <summary>The outcome. A call without an end is abandoned once its conversation has ended.</summary>
    public FunctionOutcome? Outcome { get; init; }

    /// <summary>Whether to list only calls that failed or were abandoned; default false.</summary>
    public bool OnlyProblems { get; init; }

    /// <summary>The HTTP status of an API response, or of one in a function call; 0 without a response.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Only calls with an API response whose HTTP status has this first of three digits, from 1 to 9.</summary>
    public int? StatusClass { get; init; }

    /// <summary>The type of the exception: the full name, or the name without the namespace, exactly.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The state of the call's approval. A call without an approval does not match.</summary>
    public ApprovalState? Approval { get; init; }

    /// <summary>The minimum duration. A call without a duration does not match.</summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>The order; default <see cref="CallSort.Started"/>.</summary>
    public CallSort Sort { get; init; }

    /// <summary>The maximum number of calls to return, 1 to 1,000; default 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public int Limit { get; init => field = OptionRange.Check(nameof(CallListQuery), value, 1, 1_000); } = 50;
}
