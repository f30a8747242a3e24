using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>
/// The personal payload of a turn: the full form of masked utterances, or of all utterances if the host says so, and the error text; and rare properties, as
/// JSON.
/// </summary>
internal static class TurnPayload
{
    /// <summary>The full input is in the personal part.</summary>
    public const long InputIsPersonal = 1;

    /// <summary>The full response is in the personal part.</summary>
    public const long ResponseIsPersonal = 2;

    /// <summary>The user said something, according to the visible part.</summary>
    public const long HasInput = 4;

    /// <summary>There is an error text. It is in the personal part.</summary>
    public const long HasError = 8;

    /// <summary>Input and response are hidden completely, including their masked forms.</summary>
    public const long IsHidden = 16;

    /// <summary>There is a response that is hidden completely.</summary>
    public const long HasHiddenResponse = 32;

    /// <summary>The user interrupted the answer.</summary>
    public const long IsInterrupted = 64;

    /// <summary>The full form of the heard part is in the personal part.</summary>
    public const long HeardIsPersonal = 128;

    /// <summary>There is a heard part that is hidden completely.</summary>
    public const long HasHiddenHeard = 256;

    /// <summary>The lowest bit of <see cref="Canceled"/>. The bits between it and <see cref="HasHiddenHeard"/> are defined below.</summary>
    public const int CanceledShift = 11;

    /// <summary>The cancellation reason plus 1; 0 if it was not canceled.</summary>
    public const long Canceled = 7 << CanceledShift;

    /// <summary>Its opening reported that it was abandoned.</summary>
    public const long IsAbandoned = 8 << CanceledShift;

    /// <summary>Its response time counts (<see cref="TurnRecord.CountsResponse"/>).</summary>
    public const long CountsResponse = 512;

    /// <summary>It has late changes, which must be merged into each new revision.</summary>
    public const long HasLate = 1_024;

    /// <summary>The model refused to answer (<see cref="TurnRecord.IsRefused"/>).</summary>
    public const long IsRefused = 16 << CanceledShift;

    /// <summary>It waits: the column for its end holds the start of the wait.</summary>
    public const long IsWaiting = 32 << CanceledShift;

    /// <summary>The SQL expression for the response time of a row of turns, in ticks: the <see cref="TurnRecord.ResponseTime"/>.</summary>
    /// <param name="turn">The row's name in the statement.</param>
    public static string ResponseTimeOf(string turn)
        => FormattableString.Invariant($"CASE WHEN ({turn}.flags & {CountsResponse}) <> 0 THEN coalesce({turn}.first_byte, {turn}.latency) END");

    private const long HasPersonal = InputIsPersonal | ResponseIsPersonal | HasError | HeardIsPersonal;

    /// <summary>An empty turn, to read only a personal part into.</summary>
    public static TurnRecord Empty { get; } = new() { ConversationId = "", WriterId = Guid.Empty, Sequence = 0, Id = "", StartedAt = default };

    public static long FlagsOf(TurnRecord turn, PrivacyOptions privacy)
        => (IsPersonal(turn.UserInput, privacy) ? InputIsPersonal : 0)
        | (IsPersonal(turn.AgentResponse, privacy) ? ResponseIsPersonal : 0)
        | (turn.UserInput.HasUtterance(ArePersonal(privacy)) ? HasInput : 0)
        | (turn.Error is null ? 0 : HasError)
        | (ArePersonal(privacy) ? IsHidden : 0)
        | (ArePersonal(privacy) && !turn.AgentResponse.IsEmpty ? HasHiddenResponse : 0)
        | (turn.IsInterrupted ? IsInterrupted : 0)
        | (IsPersonal(turn.Heard, privacy) ? HeardIsPersonal : 0)
        | (ArePersonal(privacy) && !turn.Heard.IsEmpty ? HasHiddenHeard : 0)
        | (turn.CancelReason is { } reason ? FlagsOf(reason) : 0)
        | (turn.IsAbandoned ? IsAbandoned : 0)
        | (turn.CountsResponse(ArePersonal(privacy)) ? CountsResponse : 0)
        | (turn.Late is null ? 0 : HasLate)
        | (turn.IsRefused ? IsRefused : 0)
        | (turn.Outcome == TurnOutcome.Waiting ? IsWaiting : 0);

    /// <summary>The <see cref="Canceled"/> flags of a reason.</summary>
    public static long FlagsOf(CancelReason reason) => (1 + (long)reason) << CanceledShift;

    /// <summary>Whether all utterances are personal, not only masked ones.</summary>
    public static bool ArePersonal(PrivacyOptions privacy) => privacy.Utterances == PrivacyClass.Personal;

    /// <summary>The visible form of an utterance: its masked form, or an empty text if utterances are personal.</summary>
    public static string Shown(MaskedText text, PrivacyOptions privacy) => ArePersonal(privacy) ? "" : text.Shown;

    /// <summary>Whether an utterance's full form belongs in the personal part.</summary>
    public static bool IsPersonal(MaskedText text, PrivacyOptions privacy) => text.IsMasked || (ArePersonal(privacy) && !text.IsEmpty);

    /// <summary>The visible form of rare properties without a separate column, as JSON; null if there are none.</summary>
    public static byte[]? Details(TurnRecord turn, PrivacyOptions privacy)
    {
        var shown = VisiblePart.Of(turn, ArePersonal(privacy));
        string heard = Shown(turn.Heard, privacy);
        return heard.Length == 0 && !HasInputDetails(turn) && turn.InterruptedAfter is null && shown.Streamed == default
            && turn.Said.Count == 0 && turn.Late is null && (turn.FinishReason ?? turn.AgentName ?? turn.ContinuesTurnId) is null
            && turn is { WaitsFor: null, WaitingSince: null, Waited: null } && !HasParts(turn.Usage)
            ? null
            : PayloadJson.Object((shown, heard), static (writer, given) =>
            {
                given.shown.Usage?.WriteParts(writer);
                PayloadJson.Text(writer, "heard", given.heard.Length == 0 ? null : given.heard);
                UtterancePayload.Write(writer, "streamed", given.shown.Streamed);
                PayloadJson.Number(writer, "interrupted_after", given.shown.InterruptedAfter?.Ticks);
                PayloadJson.Text(writer, "finish", given.shown.FinishReason);
                PayloadJson.Text(writer, "agent", given.shown.AgentName);
                WaitPayload.Write(writer, "wait", given.shown.WaitsFor);
                PayloadJson.Number(writer, "since", given.shown.WaitingSince?.UtcTicks);
                PayloadJson.Number(writer, "waited", given.shown.Waited?.Ticks);
                PayloadJson.Text(writer, "continues", given.shown.ContinuesTurnId);
                WriteInput(writer, given.shown);
                AnswerPartsPayload.Write(writer, "said", given.shown.Said);
                LatePayload.Write(writer, "late", given.shown.Late);
            });
    }

    /// <summary>Adds <see cref="Details"/> to a turn that was read from the columns.</summary>
    public static TurnRecord ReadDetails(TurnRecord turn, ReadOnlySpan<byte> details)
        => details.IsEmpty ? turn : JsonReading.Only(details, (ref Utf8JsonReader reader) => ReadDetails(turn, ref reader));

    /// <summary>The input tokens that a provider read from its cache, from <see cref="Details"/>; null if unknown or damaged.</summary>
    public static long? CachedInputTokens(ReadOnlySpan<byte> details)
    {
        var reader = new Utf8JsonReader(details);
        try
        {
            return !details.IsEmpty && reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.PropertyName
                && reader.ValueTextEquals("cached_input_tokens"u8) && reader.Read() && reader.TryGetInt64(out long tokens) ? tokens : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // Statistics must not fail because of it: reading the turn reports the damage.
        }
    }

    /// <summary>The personal part as JSON; null if there is none.</summary>
    public static byte[]? Personal(TurnRecord turn, PrivacyOptions privacy)
        => (FlagsOf(turn, privacy) & HasPersonal) == 0 && turn.Author is null && !IsPersonal(turn.Streamed, privacy) && !IsAnyPersonal(turn.Said, privacy)
            && !IsLatePersonal(turn, privacy)
            ? null
            : PayloadJson.Object((turn, privacy), static (writer, given) =>
            {
                WriteUtterance(writer, "input", given.turn.UserInput, given.privacy);
                WriteUtterance(writer, "response", given.turn.AgentResponse, given.privacy);
                WriteUtterance(writer, "heard", given.turn.Heard, given.privacy);
                PayloadJson.Text(writer, "error", given.turn.Error);
                WriteUtterance(writer, "streamed", given.turn.Streamed, given.privacy);
                PayloadJson.Text(writer, "author", given.turn.Author);
                AnswerPartsPayload.Write(writer, "said", IsAnyPersonal(given.turn.Said, given.privacy) ? given.turn.Said : []);
                LatePayload.Write(writer, "late", IsLatePersonal(given.turn, given.privacy) ? given.turn.Late : null);
            });

    /// <summary>
    /// Adds the personal part to the visible one. Without it, the turn is its visible part: the masked forms replace the utterances, still marked as masked.
    /// </summary>
    public static TurnRecord Read(TurnRecord shown, long flags, ReadOnlySpan<byte> personal)
    {
        var turn = shown with
        {
            UserInput = Masked(shown.UserInput, flags, InputIsPersonal, HasInput),
            AgentResponse = Masked(shown.AgentResponse, flags, ResponseIsPersonal, HasHiddenResponse),
            IsInterrupted = (flags & IsInterrupted) != 0,
            Heard = Masked(shown.Heard, flags, HeardIsPersonal, HasHiddenHeard),
            Error = (flags & HasError) != 0 ? MaskedText.Redacted : null,
            CancelReason = (flags & Canceled) != 0 ? (CancelReason)(((flags & Canceled) >> CanceledShift) - 1) : null,
            IsAbandoned = (flags & IsAbandoned) != 0,
            EndedAt = (flags & IsWaiting) != 0 ? null : shown.EndedAt,
            UtterancesArePersonal = new EqualityNeutral((flags & IsHidden) != 0),
        };
        return personal.IsEmpty ? turn : JsonReading.Only(personal, (ref Utf8JsonReader reader) => Read(turn, ref reader));
    }

    private static MaskedText Masked(MaskedText shown, long flags, long isPersonal, long isThere)
    {
        if ((flags & IsHidden) != 0)
        {
            return (flags & isThere) != 0 ? new MaskedText(MaskedText.Redacted, MaskedText.Redacted) : default;
        }

        return (flags & isPersonal) != 0 ? new MaskedText(shown.Text, shown.Text) : shown;
    }

    private static TurnRecord Read(TurnRecord turn, ref Utf8JsonReader reader)
    {
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            turn = name switch
            {
                "input" => turn with { UserInput = UtterancePayload.Read(ref reader) },
                "response" => turn with { AgentResponse = UtterancePayload.Read(ref reader) },
                "heard" => turn with { Heard = UtterancePayload.Read(ref reader) },
                "streamed" => turn with { Streamed = UtterancePayload.Read(ref reader) },
                "author" => turn with { Author = JsonText.Read(ref reader) },
                "said" => turn with { Said = AnswerPartsPayload.Read(ref reader) },
                "late" => turn with { Late = LatePayload.Read(ref reader) },
                _ => turn with { Error = JsonText.Read(ref reader) },
            };
        }

        return turn;
    }

    private static TurnRecord ReadDetails(TurnRecord turn, ref Utf8JsonReader reader)
    {
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            turn = name switch
            {
                "heard" => turn with { Heard = JsonText.Read(ref reader) },
                "streamed" => turn with { Streamed = UtterancePayload.Read(ref reader) },
                "finish" => turn with { FinishReason = JsonText.Read(ref reader) },
                "agent" => turn with { AgentName = JsonText.Read(ref reader) },
                "wait" => turn with { WaitsFor = WaitPayload.Read(ref reader) },
                "continues" => turn with { ContinuesTurnId = JsonText.Read(ref reader) },
                "language" => turn with { Language = JsonText.Read(ref reader) },
                "confidence" => turn with { Confidence = reader.GetDouble() },
                "author" => turn with { Author = JsonText.Read(ref reader) },
                "said" => turn with { Said = AnswerPartsPayload.Read(ref reader) },
                "late" => turn with { Late = LatePayload.Read(ref reader) },
                _ => WithDetail(turn, name, reader.GetInt64()),
            };
        }

        return turn;
    }

    private static TurnRecord WithDetail(TurnRecord turn, string name, long value)
    {
        return name switch
        {
            "interrupted_after" => turn with { InterruptedAfter = new TimeSpan(value) },
            "since" => turn with { WaitingSince = new DateTimeOffset(value, TimeSpan.Zero) },
            "waited" => turn with { Waited = new TimeSpan(value) },
            "input_kind" => turn with { InputKind = (TurnInputKind)value },
            "input_at" => turn with { InputAt = new DateTimeOffset(value, TimeSpan.Zero) },
            "speech_started" => turn with { SpeechStartedAt = new DateTimeOffset(value, TimeSpan.Zero) },
            "speech_ended" => turn with { SpeechEndedAt = new DateTimeOffset(value, TimeSpan.Zero) },
            _ => turn with { Usage = WithPart(turn.Usage, name, value) },
        };
    }

    private static bool HasParts(ModelUsage? usage)
        => (usage?.CachedInputTokens ?? usage?.CacheWriteInputTokens ?? usage?.ReasoningTokens ?? usage?.AudioInputTokens ?? usage?.CachedAudioInputTokens
            ?? usage?.AudioOutputTokens) is not null;

    private static bool HasInputDetails(TurnRecord turn)
        => turn.InputKind is not null || (turn.InputAt ?? turn.SpeechStartedAt ?? turn.SpeechEndedAt) is not null || (turn.Language ?? turn.Author) is not null
        || turn.Confidence is not null;

    private static void WriteInput(Utf8JsonWriter writer, TurnRecord turn)
    {
        PayloadJson.Number(writer, "input_kind", (long?)turn.InputKind);
        PayloadJson.Number(writer, "input_at", turn.InputAt?.UtcTicks);
        PayloadJson.Number(writer, "speech_started", turn.SpeechStartedAt?.UtcTicks);
        PayloadJson.Number(writer, "speech_ended", turn.SpeechEndedAt?.UtcTicks);
        PayloadJson.Text(writer, "language", turn.Language);
        PayloadJson.Text(writer, "author", turn.Author);
        if (turn.Confidence is { } confidence)
        {
            writer.WriteNumber("confidence", confidence);
        }
    }

    /// <summary>Adds one of the partial token counts to a usage.</summary>
    public static ModelUsage? WithPart(ModelUsage? usage, string name, long tokens) => name switch
    {
        "cached_input_tokens" => usage is null ? null : usage with { CachedInputTokens = tokens },
        "cache_write_input_tokens" => usage is null ? null : usage with { CacheWriteInputTokens = tokens },
        "reasoning_tokens" => usage is null ? null : usage with { ReasoningTokens = tokens },
        "audio_input_tokens" => usage is null ? null : usage with { AudioInputTokens = tokens },
        "cached_audio_input_tokens" => usage is null ? null : usage with { CachedAudioInputTokens = tokens },
        "audio_output_tokens" => usage is null ? null : usage with { AudioOutputTokens = tokens },
        _ => throw new FormatException($"A turn has no detail '{name}'."),
    };

    private static bool IsLatePersonal(TurnRecord turn, PrivacyOptions privacy)
        => turn.Late?.Texts(turn.AgentResponse).Any(text => IsPersonal(text, privacy)) == true;

    private static bool IsAnyPersonal(IReadOnlyList<SaidPart> said, PrivacyOptions privacy) => said.Any(part => IsPersonal(part.Text, privacy));

    private static void WriteUtterance(Utf8JsonWriter writer, string name, MaskedText text, PrivacyOptions privacy)
        => UtterancePayload.Write(writer, name, IsPersonal(text, privacy) ? text : default);
}
