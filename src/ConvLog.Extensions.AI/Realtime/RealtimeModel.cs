using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <summary>The model of a session, its parameters, and the usage of a response.</summary>
/// <param name="session">The session.</param>
/// <param name="client">Its client.</param>
internal sealed class RealtimeModel(IRealtimeClientSession session, IRealtimeClient client)
{
    private readonly ChatClientMetadata? _metadata = (session.GetService(typeof(ChatClientMetadata)) ?? client.GetService(typeof(ChatClientMetadata)))
        as ChatClientMetadata;

    public string? Instructions => session.Options?.Instructions;

    /// <summary>Whether the session only transcribes, without responses.</summary>
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

    /// <summary>The usage of a response; null if the service does not report it.</summary>
    /// <param name="usage">The counts.</param>
    /// <param name="raw">The message with the counts: only it includes cached tokens.</param>
    public static ModelUsage? UsageOf(UsageDetails? usage, RawMessage? raw)
        => TokenCounts.Of("", usage) is { } counts
            ? counts with
            {
                CachedInputTokens = counts.CachedInputTokens ?? raw?.Int64("response", "usage", "input_token_details", "cached_tokens"),
                CachedAudioInputTokens = raw?.Int64("response", "usage", "input_token_details", "cached_tokens_details", "audio_tokens"),
            }
            : null;
}
