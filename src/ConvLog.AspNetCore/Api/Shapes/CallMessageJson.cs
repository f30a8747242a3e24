using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>A message that calls logged.</summary>
internal readonly struct CallMessageJson(CallMessage message)
{
    public EntryLevel Level => message.Level;
    public string Content => message.Content;
    public long Count => message.Count;
    public long Calls => message.Calls;
    public long Conversations => message.Conversations;
    public DateTimeOffset FirstAt => message.FirstAt;
    public DateTimeOffset LastAt => message.LastAt;
    public string LastConversationId => message.LastConversationId;
    public string LastCallId => message.LastCallId;
    public IReadOnlyList<long> Series => message.Series;
}

/// <summary>How often calls have an error type.</summary>
internal readonly struct ErrorTypeCountJson(CallValueCount count)
{
    public string ErrorType => count.Value;
    public long Count => count.Count;
    public long Conversations => count.Conversations;
    public DateTimeOffset FirstAt => count.FirstAt;
    public DateTimeOffset LastAt => count.LastAt;
}

/// <summary>How often API responses have a status.</summary>
internal readonly struct StatusCountJson(CallValueCount count)
{
    public string StatusCode => count.Value;
    public long Count => count.Count;
    public long Conversations => count.Conversations;
    public DateTimeOffset FirstAt => count.FirstAt;
    public DateTimeOffset LastAt => count.LastAt;
}
