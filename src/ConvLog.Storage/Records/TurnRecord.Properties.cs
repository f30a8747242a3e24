using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <content>The list of its properties, and the conversion from a turn in memory.</content>
public sealed partial record TurnRecord
{
    /// <summary>Creates the record of a turn.</summary>
    /// <param name="turn">The state of the turn.</param>
    internal static TurnRecord From(TurnSnapshot turn) => new()
    {
        ConversationId = turn.ConversationId,
        WriterId = turn.Writer.Id,
        Sequence = turn.Ordinal,
        Id = turn.Id,
        Revision = turn.Revision,
        UserInput = turn.UserInput,
        AgentResponse = turn.AgentResponse,
        Usage = turn.Usage,
        StartedAt = turn.StartedAt,
        Latency = turn.Latency,
        EndedAt = turn.EndedAt,
        Error = turn.Error,
        ErrorType = turn.ErrorType,
        FinishReason = turn.FinishReason,
        CancelReason = turn.CancelReason,
        IsAbandoned = turn.Outcome == TurnOutcome.Abandoned,
        IsInterrupted = turn.IsInterrupted,
        Heard = turn.Heard,
        InterruptedAfter = turn.InterruptedAfter,
        Streamed = turn.Streamed,
        Said = turn.Said,
        InputKind = turn.Info?.Kind,
        InputAt = turn.Info?.InputAt,
        SpeechStartedAt = turn.Info?.SpeechStartedAt,
        SpeechEndedAt = turn.Info?.SpeechEndedAt,
        Language = turn.Info?.Language,
        Confidence = turn.Info?.Confidence,
        Author = turn.Info?.Author,
        Stages = turn.Stages,
        AgentName = turn.AgentName,
        WaitsFor = turn.WaitsFor,
        WaitingSince = turn.WaitingSince,
        Waited = turn.Waited,
        Choice = turn.Continues,
        UtterancesArePersonal = new EqualityNeutral(turn.UtterancesArePersonal),
    };

    /// <summary>Visits the properties in order.</summary>
    /// <param name="visitor">The operation to apply to each property.</param>
    /// <param name="v">The record to write; null if a record is read.</param>
    internal static TurnRecord Visit<TVisitor>(ref TVisitor visitor, TurnRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            WriterId = visitor.Id("writer_id", v?.WriterId),
            Sequence = visitor.Number("sequence", v?.Sequence),
            Id = visitor.Text("id", v?.Id),
            Revision = visitor.Int32("revision", v?.Revision),
            UserInput = visitor.Utterance("user_input", v?.UserInput),
            AgentResponse = visitor.Utterance("agent_response", v?.AgentResponse),
            StartedAt = visitor.Time("started_at", v?.StartedAt),
            Latency = visitor.Duration("latency", v?.Latency),
            EndedAt = visitor.OptionalTime("ended_at", v?.EndedAt),
            Error = visitor.OptionalText("error", v?.Error),
            ErrorType = visitor.OptionalText("error_type", v?.ErrorType),
            UtterancesArePersonal = new EqualityNeutral(visitor.TransientFlag("utterances_are_personal", v?.UtterancesArePersonal.Value)),
            Usage = Visit(ref visitor, v?.Usage),
            IsInterrupted = visitor.Flag("is_interrupted", v?.IsInterrupted),
            Heard = visitor.Utterance("heard", v?.Heard),
            Stages = Visit(ref visitor, v?.Stages),
            CancelReason = visitor.OptionalChoice("cancel_reason", v?.CancelReason),
            IsAbandoned = visitor.Flag("is_abandoned", v?.IsAbandoned),
            InterruptedAfter = visitor.Duration("interrupted_after", v?.InterruptedAfter),
            Streamed = visitor.Utterance("streamed", v?.Streamed),
            Said = visitor.AnswerParts("said", v?.Said),
            InputKind = visitor.OptionalChoice("input_kind", v?.InputKind),
            SpeechStartedAt = visitor.OptionalTime("speech_started_at", v?.SpeechStartedAt),
            SpeechEndedAt = visitor.OptionalTime("speech_ended_at", v?.SpeechEndedAt),
            Language = visitor.OptionalText("language", v?.Language),
            Confidence = (double?)visitor.Decimal("confidence", (decimal?)v?.Confidence),
            Author = visitor.OptionalText("author", v?.Author),
            Late = visitor.Late("late", v?.Late),
            InputAt = visitor.OptionalTime("input_at", v?.InputAt),
            FinishReason = visitor.OptionalText("finish_reason", v?.FinishReason),
            AgentName = visitor.OptionalText("agent_name", v?.AgentName),
            WaitsFor = visitor.Wait("waits_for", v?.WaitsFor),
            WaitingSince = visitor.OptionalTime("waiting_since", v?.WaitingSince),
            Waited = visitor.Duration("waited", v?.Waited),
            ContinuesTurnId = visitor.OptionalText("continues_turn_id", v?.ContinuesTurnId),
        };

    internal static TurnStages? Visit<TVisitor>(ref TVisitor visitor, TurnStages? v)
        where TVisitor : struct, IPropertyVisitor
    {
        if (!visitor.BeginObject("stages", exists: v is not null))
        {
            return null;
        }

        var stages = new TurnStages
        {
            SpeechToText = visitor.Duration("speech_to_text", v?.SpeechToText),
            Model = visitor.Duration("model", v?.Model),
            Functions = visitor.Duration("functions", v?.Functions),
            TextToSpeech = visitor.Duration("text_to_speech", v?.TextToSpeech),
            FirstByte = visitor.Duration("first_byte", v?.FirstByte),
        };
        visitor.EndObject();
        return stages;
    }

    private static ModelUsage? Visit<TVisitor>(ref TVisitor visitor, ModelUsage? v)
        where TVisitor : struct, IPropertyVisitor
    {
        if (!visitor.BeginObject("usage", exists: v is not null))
        {
            return null;
        }

        var usage = new ModelUsage(
            visitor.Text("model", v?.Model),
            visitor.OptionalNumber("input_tokens", v?.InputTokens),
            visitor.OptionalNumber("output_tokens", v?.OutputTokens),
            visitor.Decimal("cost", v?.Cost),
            visitor.OptionalText("currency", v?.Currency),
            visitor.Duration("time_to_first_token", v?.TimeToFirstToken))
        {
            CostJson = UsageCost.Several(visitor.OptionalText("costs", v?.CostJson)),
            TotalTokens = visitor.OptionalNumber("total_tokens", v?.ReportedTotal),
            CachedInputTokens = visitor.OptionalNumber("cached_input_tokens", v?.CachedInputTokens),
            CacheWriteInputTokens = visitor.OptionalNumber("cache_write_input_tokens", v?.CacheWriteInputTokens),
            ReasoningTokens = visitor.OptionalNumber("reasoning_tokens", v?.ReasoningTokens),
            AudioInputTokens = visitor.OptionalNumber("audio_input_tokens", v?.AudioInputTokens),
            CachedAudioInputTokens = visitor.OptionalNumber("cached_audio_input_tokens", v?.CachedAudioInputTokens),
            AudioOutputTokens = visitor.OptionalNumber("audio_output_tokens", v?.AudioOutputTokens),
        };
        visitor.EndObject();
        return usage;
    }
}
