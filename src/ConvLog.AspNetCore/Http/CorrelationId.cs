using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>The ID under which a failure is reported: the caller's own if it is valid, else a new one.</summary>
internal static class CorrelationId
{
    public const string Header = "X-PolyAI-Correlation-Id";

    private const int MaxLength = 128;

    private static readonly SearchValues<char> s_sane = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    public static string Of(HttpRequest request)
    {
        var sent = request.Headers[Header];
        return sent.Count == 1 && sent[0] is { Length: > 0 and <= MaxLength } id && !id.AsSpan().ContainsAnyExcept(s_sane) ? id : Guid.NewGuid().ToString("D");
    }
}
