using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <content>What the user says, and what the host sends for the user.</content>
internal sealed partial class RealtimeExchange
{
    private readonly List<(string? ItemId, MaskedText Text, RealtimeHistory.Item Item)> _texts = []; // Sent, and not asked to be answered yet.
    private int _unconfirmed; // Items of the user's that were sent without an id, and that the service has not named yet.
    private string? _speechItem;
    private DateTimeOffset? _speechStartedAt;

    /// <summary>Takes that the user began to speak.</summary>
    public void SpeechStarted(string? itemId)
    {
        if (_speechStartedAt is null || !string.Equals(itemId, _speechItem, StringComparison.Ordinal))
        {
            (_speechItem, _speechStartedAt) = (itemId, conversation.Time.GetUtcNow());
        }

        foreach (var response in _responses)
        {
            response.IsSpokenOver = true;
        }
    }

    /// <summary>Takes that the user said something whose words are not known yet.</summary>
    public void Spoken(string? itemId, bool hasStopped)
    {
        if (_items.TryGet(itemId, out _))
        {
            return;
        }

        var started = _speechItem is null || itemId is null || string.Equals(itemId, _speechItem, StringComparison.Ordinal) ? _speechStartedAt : null;
        (_speechItem, _speechStartedAt) = (null, null);
        Input(itemId, default, TurnInputKind.Speech, _history.Add(ModelMessage.User("[audio]")), started, hasStopped ? conversation.Time.GetUtcNow() : null);
    }

    /// <summary>Takes the words of something that the user said, also of what was answered long since.</summary>
    /// <param name="itemId">The id of its item; null where not known.</param>
    /// <param name="transcript">The words.</param>
    /// <param name="usage">What that took, apart from the model; null where not told.</param>
    /// <param name="seconds">How much speech it was, where that is what is paid for.</param>
    public void Transcribed(string? itemId, string? transcript, UsageDetails? usage, double? seconds)
    {
        var text = messages.Masked(transcript?.Trim());
        if (text.IsEmpty)
        {
            return;
        }

        var turn = TurnOf(itemId);
        if (turn?.InputOf(itemId) is not { } input)
        {
            var item = _history.Add(ModelMessage.User(text));
            if (turn is { HasInput: false })
            {
                turn.Add(new RealtimeInput(itemId, text, item));
                _items.Set(itemId, turn);
                turn.Turn.SetInput(text);
            }
            else
            {
                turn = Input(itemId, text, TurnInputKind.Speech, item, started: null, ended: null);
            }
        }
        else
        {
            input.SetText(text);
            turn.Turn.SetInput(turn.Input);
            if (turn.Turn.Info?.SpeechEndedAt is not null)
            {
                turn.Turn.SetStages(new TurnStages { SpeechToText = turn.Turn.Time.GetElapsedTime(input.Ended) });
            }
        }

        if (usage is not null || seconds is not null)
        {
            turn.Turn.Log.Info(
                "Speech was transcribed", LogField.Of("seconds", seconds), LogField.Of("input_tokens", usage?.InputTokenCount),
                LogField.Of("audio_input_tokens", usage?.InputAudioTokenCount), LogField.Of("output_tokens", usage?.OutputTokenCount));
        }

        if (model.IsTranscription && turn.IsOpen)
        {
            turn.Turn.Complete();
            Close(turn);
        }
    }

    /// <summary>Takes that something that the user said could not be transcribed.</summary>
    public void NotTranscribed(string? itemId, ErrorContent? error)
        => (_items.TryGet(itemId, out var turn) ? turn.Turn.Log : conversation.Log).Warning(
            "The user's speech was not transcribed", ("code", error?.ErrorCode), LogField.Pii("error", error?.Message));

    /// <summary>Takes an item that the host adds to the conversation.</summary>
    public void Sent(RealtimeConversationItem item)
    {
        foreach (var result in (item.Contents ?? []).OfType<FunctionResultContent>())
        {
            Answered(result);
        }

        string text = ContentText.Of([.. (item.Contents ?? []).Where(static content => content is not null)]);
        if (text.Length == 0)
        {
            return;
        }

        if (item.Role == ChatRole.Assistant || item.Role == ChatRole.System)
        {
            // It tells of an earlier session: what the user said before it is answered.
            _history.Add(item.Role == ChatRole.Assistant ? ModelMessage.Assistant(messages.Masked(text)) : ModelMessage.System(new MaskedText(text)));
            _texts.Clear();
            return;
        }

        var masked = messages.Masked(text);
        _texts.Add((item.Id, masked, _history.Add(ModelMessage.User(masked))));
        _unconfirmed += item.Id is null ? 1 : 0;
    }

    /// <summary>Takes that the host asks for an answer.</summary>
    /// <param name="isAside">Whether the answer is no part of the conversation.</param>
    public void Asked(bool isAside)
    {
        _asides += isAside ? 1 : 0;
        if (!isAside)
        {
            TakeTexts();
        }
    }

    // An item of the user's that the service tells of: most were seen before, as speech, or as they were sent.
    private void UserItem(RealtimeConversationItem item)
    {
        if (item.Id is null || _items.TryGet(item.Id, out _) || _texts.Exists(sent => string.Equals(sent.ItemId, item.Id, StringComparison.Ordinal)))
        {
            return;
        }

        string text = string.Concat((item.Contents ?? []).OfType<TextContent>().Select(static content => content.Text));
        if (_unconfirmed > 0)
        {
            _unconfirmed--;
            int sent = _texts.FindIndex(static sent => sent.ItemId is null);
            if (sent >= 0)
            {
                _texts[sent] = (item.Id, _texts[sent].Text, _texts[sent].Item);
            }
            else if (_newest is not null)
            {
                _items.Set(item.Id, _newest);
            }
        }
        else if (text.Length > 0)
        {
            var masked = messages.Masked(text);
            _texts.Add((item.Id, masked, _history.Add(ModelMessage.User(masked))));
        }
        else
        {
            Spoken(item.Id, hasStopped: false);
        }
    }

    private void TakeTexts()
    {
        foreach (var (itemId, text, item) in _texts)
        {
            Input(itemId, text, TurnInputKind.Text, item, started: null, ended: null);
        }

        _texts.Clear();
    }

    // The turn of an input; without a known id, the newest one, if it has an input without words, or none.
    private RealtimeTurn? TurnOf(string? itemId)
        => _items.TryGet(itemId, out var turn) ? turn
            : _newest is { HasInput: false } || (itemId is null && _newest?.InputOf(itemId: null) is not null) ? _newest : null;

    // Several inputs that are not answered yet are one turn's.
    private RealtimeTurn Input(
        string? itemId, MaskedText text, TurnInputKind kind, RealtimeHistory.Item item, DateTimeOffset? started, DateTimeOffset? ended)
    {
        var turn = _newest is { IsOpen: true, HasResponse: false, Error: null } && !model.IsTranscription ? _newest : null;
        if (turn is null)
        {
            EndEarlier();
            turn = Begin(new TurnInfo { Input = text, Kind = kind, SpeechStartedAt = started, SpeechEndedAt = ended });
        }

        turn.Add(new RealtimeInput(itemId, text, item) { Ended = conversation.Time.GetTimestamp() });
        _items.Set(itemId, turn);
        turn.Turn.SetInput(turn.Input);
        return turn;
    }
}
