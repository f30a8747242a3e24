using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <summary>Which model a session is with, how it is asked, and what a response took.</summary>
/// <param name="session">The session.</param>
/// <param name="client">Its client.</param>
internal sealed class RealtimeModel(IRealtimeClientSession session, IRealtimeClient client)
{
    private readonly ChatClientMetadata? _metadata = (session.GetService(typeof(ChatClientMetadata)) ?? client.GetService(typeof(ChatClientMetadata)))
        as ChatClientMetadata;

    public string? Instructions => session.Options?.Instructions;

    /// <summary>Whether the session only transcribes, so that nobody answers.</summary>
    public bool IsTranscription => session.Options?.SessionKind == RealtimeSessionKind.Transcription;

    public ModelCall BeginCall(Turn turn)
    {
        var options = session.Options;
        return turn.BeginModelCall(
            options?.Model ?? _metadata?.DefaultModelId ?? "",
            _metadata?.ProviderName,
            options is null ? null : new ModelParameters
            {
                MaxOutputTokens = options.MaxOutputTokens,
                Tools = [.. (options.Tools ?? []).Where(static tool => tool is not null).Select(static tool => tool.Name)],
            });
    }

    /// <summary>What a response took; null where the service does not say.</summary>
    /// <param name="usage">The counts.</param>
    /// <param name="raw">The message with them: the cached ones are only there.</param>
    public static ModelUsage? UsageOf(UsageDetails? usage, RawMessage? raw)
        => TokenCounts.Of("", usage) is { } counts
            ? counts with
            {
                CachedInputTokens = counts.CachedInputTokens ?? raw?.Whole("response", "usage", "input_token_details", "cached_tokens"),
                CachedAudioInputTokens = raw?.Whole("response", "usage", "input_token_details", "cached_tokens_details", "audio_tokens"),
            }
            : null;
}
