using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The receipt of an erasure. The number of deleted records includes personal ones, so only readers of personal data get it.</summary>
internal readonly struct ErasureReceiptJson(ErasureReceipt receipt, bool canReadPii)
{
    public Guid Id => receipt.Id;
    public ErasureSubject Subject => receipt.Subject;
    public string? ConversationId => receipt.ConversationId;
    public string? UserPseudonym => receipt.UserPseudonym;
    public string RequestedBy => receipt.RequestedBy;
    public string? Reason => receipt.Reason;
    public DateTimeOffset RequestedAt => receipt.RequestedAt;
    public DateTimeOffset UnreadableAt => receipt.UnreadableAt;
    public DateTimeOffset? CleanedAt => receipt.CleanedAt;
    public long Conversations => receipt.Conversations;
    public ErasedRecordsJson? Records => canReadPii ? new(receipt.Records) : null;
    public IReadOnlyList<string> HeldConversations => receipt.HeldConversations;
    public IEnumerable<SharedConversationJson> SharedConversations => receipt.SharedConversations.Select(static shared => new SharedConversationJson(shared));
    public bool IsComplete => receipt.IsComplete;
}

/// <summary>How many records were erased.</summary>
internal readonly struct ErasedRecordsJson(ErasedRecords records)
{
    public long Openings => records.Openings;
    public long Turns => records.Turns;
    public long FunctionEvents => records.FunctionEvents;
    public long Entries => records.Entries;
    public long Facts => records.Facts;
    public long TeamRecords => records.TeamRecords;
    public long DeadLetters => records.DeadLetters;
    public long Total => records.Total;
}

/// <summary>An erased conversation that other users took part in.</summary>
internal readonly struct SharedConversationJson(SharedConversation shared)
{
    public string ConversationId => shared.ConversationId;
    public long OtherUsers => shared.OtherUsers;
}
