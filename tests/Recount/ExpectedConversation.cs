namespace ConvLog.Tests.Recount;

/// <summary>A conversation as played, the input of the independent count, which does not use the library.</summary>
/// <param name="id">Its ID.</param>
internal sealed class ExpectedConversation(string id)
{
    public string Id { get; } = id;

    public string Agent { get; init; } = "";

    public string? Account { get; init; }

    public string? Project { get; init; }

    public ConversationEnvironment Environment { get; init; }

    public List<ExpectedOpening> Openings { get; } = [];

    public List<ExpectedTurn> Turns { get; } = [];

    public List<ExpectedCall> Calls { get; } = [];

    public List<ExpectedModelCall> ModelCalls { get; } = [];

    public List<ExpectedEntry> Entries { get; } = [];

    public List<ExpectedResponse> Responses { get; } = [];

    public List<ExpectedRating> Ratings { get; } = [];

    public List<ExpectedScore> Scores { get; } = [];

    /// <summary>The labels of the conversation and of its turns; the turn is null for labels of the conversation.</summary>
    public List<(string Label, ExpectedTurn? Turn)> Labels { get; } = [];

    public (string Destination, string Reason)? Handoff { get; set; }

    public EndReason? EndReason { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public bool IsAnnotated { get; set; }

    public bool IsRead { get; set; }

    public string? AssignedTo { get; set; }

    /// <summary>The times of writes, and whether only permitted readers may see that activity.</summary>
    public List<(DateTimeOffset At, bool IsPii)> Activity { get; } = [];

    public DateTimeOffset StartedAt => Openings[0].OpenedAt;

    public string? Channel => Latest(static opening => opening.Channel);

    public string? Variant => Latest(static opening => opening.Variant);

    public string? Language => Latest(static opening => opening.Language);

    /// <summary>The distinct users of its openings.</summary>
    public IReadOnlyList<string> Users => [.. Openings.Select(static opening => opening.User).OfType<string>().Distinct(StringComparer.Ordinal)];

    public string? LatestUser => Latest(static opening => opening.User);

    /// <summary>The time it was closed; null if an opening was left open, as by a killed process.</summary>
    public DateTimeOffset? ClosedAt => EndedAt ?? (Openings.TrueForAll(static opening => opening.ClosedAt is not null)
        ? Openings.Max(static opening => opening.ClosedAt) : null);

    public DateTimeOffset LastActivity(bool withPii) => Activity.Where(one => withPii || !one.IsPii).Max(static one => one.At);

    private string? Latest(Func<ExpectedOpening, string?> value) => Openings.Select(value).LastOrDefault(static expected => expected is not null);
}
