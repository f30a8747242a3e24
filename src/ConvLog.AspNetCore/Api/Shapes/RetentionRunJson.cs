using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>A run of retention.</summary>
internal readonly struct RetentionRunJson(RetentionRun run)
{
    public Guid Id => run.Id;
    public RetentionRunState State => run.State;
    public string? StartedBy => run.StartedBy;
    public DateTimeOffset StartedAt => run.StartedAt;
    public DateTimeOffset? EndedAt => run.EndedAt;
    public long Conversations => run.Conversations;
    public long Entries => run.Entries;
    public long PersonalData => run.PersonalData;
    public long Accesses => run.Accesses;
    public long KeptHeld => run.KeptHeld;
    public long KeptAnnotated => run.KeptAnnotated;
    public int Retries => run.Retries;
    public string? Message => run.Message;

    public static RetentionRunJson? Of(RetentionRun? run) => run is null ? null : new(run);
}

/// <summary>The run that a request started.</summary>
internal sealed record RetentionRunAnswerJson(RetentionRunJson? Run);
