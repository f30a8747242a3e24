using System.Text.Json;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>A page of the access log.</summary>
internal sealed record AccessLogJson(IEnumerable<AccessJson> Accesses, string? NextCursor);

/// <summary>An access to personal data.</summary>
internal readonly struct AccessJson(AccessRecord access)
{
    public DateTimeOffset At => access.At;
    public string Reader => access.Reader;
    public string? Subject => access.Subject;
    public string Kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(access.Kind.ToString());
    public string? ConversationId => access.ConversationId;
    public string? UserPseudonym => access.UserPseudonym;
    public string? Reason => access.Reason;
}
