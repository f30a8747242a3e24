using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <content>The user's speech, and items that the host sends for the user.</content>
internal sealed partial class RealtimeExchange
{
    private readonly List<(string? ItemId, MaskedText Text, RealtimeHistory.Item Item)> _texts = []; // Sent, but no response requested yet.
    private int _unconfirmed; // The number of user items sent without an id whose id the service has not reported yet.
    private string? _speechItem;
    private DateTimeOffset? _speechStartedAt;

    /// <summary>Records that the user began to speak.</summary>
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

    /// <summary>Records that the user said something that is not transcribed yet.</summary>
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

    /// <summary>Adds the transcript of an input, which may have been answered long before.</summary>
    /// <param name="itemId">The id of its item; null if unknown.</param>
    /// <param name="transcript">The text.</param>
    /// <param name="usage">The usage of the transcription, which is separate from the model's; null if not reported.</param>
    /// <param name="seconds">The length of the speech, if transcription is billed by it.</param>
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

    /// <summary>Records that an input could not be transcribed.</summary>
    public void NotTranscribed(string? itemId, ErrorContent? error)
        => (_items.TryGet(itemId, out var turn) ? turn.Turn.Log : conversation.Log).Warning(
            "The user's speech was not transcribed", ("code", error?.ErrorCode), LogField.Pii("error", error?.Message));

    /// <summary>Adds an item that the host adds to the conversation.</summary>
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
            // It restores an earlier session, so the user's preceding messages are already answered.
            _history.Add(item.Role == ChatRole.Assistant ? ModelMessage.Assistant(messages.Masked(text)) : ModelMessage.System(new MaskedText(text)));
            _texts.Clear();
            return;
        }

        var masked = messages.Masked(text);
        _texts.Add((item.Id, masked, _history.Add(ModelMessage.User(masked))));
        _unconfirmed += item.Id is null ? 1 : 0;
    }

    /// <summary>Records that the host requests a response.</summary>
    /// <param name="isOutOfBand">Whether the response is outside the conversation.</param>
    public void RecordRequest(bool isOutOfBand)
    {
        _outOfBandRequests += isOutOfBand ? 1 : 0;
        if (!isOutOfBand)
        {
            TakeTexts();
        }
    }

    // Handles a user item reported by the service. Most are already known, as speech or because the host sent them.
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

    // The turn of an input; without a known id, the newest turn if it has an input without text, otherwise none.
    private RealtimeTurn? TurnOf(string? itemId)
        => _items.TryGet(itemId, out var turn) ? turn
            : _newest is { HasInput: false } || (itemId is null && _newest?.InputOf(itemId: null) is not null) ? _newest : null;

    // Consecutive unanswered inputs belong to one turn.
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
