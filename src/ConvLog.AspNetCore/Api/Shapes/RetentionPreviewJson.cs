using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>What a run of retention would delete and keep.</summary>
internal readonly struct RetentionPreviewJson(RetentionPreview preview)
{
    public RetentionCutJson Cut => new(preview.Cut);
    public long TotalConversations => preview.TotalConversations;
    public long Conversations => preview.Conversations;
    public long Entries => preview.Entries;
    public long PersonalData => preview.PersonalData;
    public long Accesses => preview.Accesses;
    public long KeptHeld => preview.KeptHeld;
    public long KeptAnnotated => preview.KeptAnnotated;
    public double Share => preview.Share;
}

/// <summary>The times before which retention deletes.</summary>
internal readonly struct RetentionCutJson(RetentionCut cut)
{
    public DateTimeOffset At => cut.At;
    public DateTimeOffset? ConversationsBefore => cut.ConversationsBefore;
    public DateTimeOffset? PersonalDataBefore => cut.PersonalDataBefore;
    public DateTimeOffset? AccessBefore => cut.AccessBefore;
    public bool KeepAnnotated => cut.KeepAnnotated;
}
