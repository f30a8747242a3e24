using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The legal holds.</summary>
internal sealed record HoldsJson(IEnumerable<HoldJson> Holds);

/// <summary>A legal hold.</summary>
internal readonly struct HoldJson(LegalHold hold)
{
    public string ConversationId => hold.ConversationId;
    public string PlacedBy => hold.PlacedBy;
    public DateTimeOffset PlacedAt => hold.PlacedAt;
    public string? Reason => hold.Reason;
}
