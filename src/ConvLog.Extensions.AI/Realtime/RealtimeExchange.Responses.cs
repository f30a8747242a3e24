using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <content>The model's responses.</content>
internal sealed partial class RealtimeExchange
{
    private readonly List<RealtimeResponse> _responses = []; // Responses in progress.
    private readonly RecentIds<bool> _ended = new(); // Ids of responses.
    private int _outOfBandRequests; // Requested, but not created yet.

    public void ResponseCreated(string? id)
    {
        if (id is null || (!_ended.TryGet(id, out _) && FindResponse(id) is null))
        {
            Create(id);
        }
    }

    /// <summary>Adds a part of an answer, or the end of one of its texts.</summary>
    public void Output(OutputTextAudioRealtimeServerMessage output)
    {
        bool isText = output.Type == RealtimeServerMessageType.OutputTextDelta || output.Type == RealtimeServerMessageType.OutputAudioTranscriptionDelta;
        bool isWhole = output.Type == RealtimeServerMessageType.OutputTextDone || output.Type == RealtimeServerMessageType.OutputAudioTranscriptionDone;
        bool isAudio = output.Type == RealtimeServerMessageType.OutputAudioDelta;
        if ((!isText && !isWhole && !isAudio) || FindResponse(output.ResponseId, isPart: !isWhole) is not { } response)
        {
            return;
        }

        _items.Set(output.ItemId, response.Turn);
        if (isWhole && output.Text is { } whole)
        {
            response.Set(output.ItemId, output.ContentIndex, whole);
        }
        else if (isText)
        {
            response.Append(output.ItemId, output.ContentIndex, output.Text);
        }

        if (!isWhole)
        {
            response.Call.AddChunk();
            RecordFirstSound(response);
        }
    }

    /// <summary>Adds an item of the conversation, the model's or the user's.</summary>
    /// <param name="item">The item.</param>
    /// <param name="responseId">The id of its response; null if it has none, or if it is not reported.</param>
    /// <param name="isWhole">Whether it is complete; otherwise it has only begun.</param>
    public void Item(RealtimeConversationItem item, string? responseId, bool isWhole)
    {
        if (item.Role == ChatRole.User)
        {
            UserItem(item);
            return;
        }

        foreach (var result in (item.Contents ?? []).OfType<FunctionResultContent>())
        {
            Answered(result);
        }

        if (isWhole && (item.Contents ?? []).Any(static content => content is TextContent or FunctionCallContent)
            && FindResponse(responseId, isPart: false) is { } response)
        {
            AddItem(response, item);
        }
    }

    public void ResponseDone(ResponseCreatedRealtimeServerMessage done, RawMessage? raw)
    {
        if (FindResponse(done.ResponseId, isPart: false) is not { } response)
        {
            return;
        }

        foreach (var item in (done.Items ?? []).Where(static item => item is not null))
        {
            AddItem(response, item);
        }

        _responses.Remove(response);
        _ended.Set(response.Id, value: true);
        response.Turn.Ended();
        var message = response.Message(messages);
        response.Call.AddRequest(RequestOf(response));
        response.HistoryItem?.Message = message;
        End(response, done, raw, message);
    }

    private void EndResponses(Action<ModelCall, ModelMessage?, RealtimeTurn> end)
    {
        foreach (var response in _responses)
        {
            _ended.Set(response.Id, value: true);
            response.Turn.Ended();
            response.Call.AddRequest(RequestOf(response));
            end(response.Call, response.Message(messages), response.Turn);
        }

        _responses.Clear();
    }

    private void End(RealtimeResponse response, ResponseCreatedRealtimeServerMessage done, RawMessage? raw, ModelMessage? message)
    {
        var (turn, call) = (response.Turn, response.Call);
        var usage = RealtimeModel.UsageOf(done.Usage, raw);
        string? why = raw?.Text("response", "status_details", "reason");
        if (Is(done.Status, RealtimeResponseStatus.Failed))
        {
            string error = done.Error?.Message ?? raw?.Text("response", "status_details", "error", "message") ?? done.Error?.ErrorCode ?? "";
            call.Fail(error, message, usage);
            if (!response.IsOutOfBand && turn.IsOpen)
            {
                turn.Turn.Fail(error, AnswerOf(turn));
                Close(turn);
            }
        }
        else if (Is(done.Status, RealtimeResponseStatus.Cancelled))
        {
            bool isInterrupted = response.IsSpokenOver || string.Equals(why, "turn_detected", StringComparison.Ordinal);
            var reason = isInterrupted ? CancelReason.UserInterrupted : turn.Turn.WhyCanceled;
            call.Cancel(reason, message, usage);
            if (!response.IsOutOfBand && turn.IsOpen)
            {
                Cancel(turn, reason, isInterrupted);
            }
        }
        else
        {
            call.Complete(message, usage, Is(done.Status, RealtimeResponseStatus.Incomplete) ? why ?? done.Status : why ?? Finish(response), response.Id);
            turn.NeedsResponse = response.IsOutOfBand ? turn.NeedsResponse : response.HasCalls;
            if (turn is { IsOpen: true, IsIdle: true, HasResponse: true, NeedsResponse: false })
            {
                Complete(turn);
            }
        }
    }

    // The values of chat model providers, since the service reports none.
    private static string Finish(RealtimeResponse response) => response.HasCalls ? "tool_calls" : "stop";

    private static bool Is(string? status, string known)
        => string.Equals(status, known, StringComparison.OrdinalIgnoreCase);

    // Messages for a response that has ended are late or duplicates.
    private RealtimeResponse? FindResponse(string? id)
        => id is null ? _responses.LastOrDefault()
            : _responses.Find(response => response.Id is null || string.Equals(response.Id, id, StringComparison.Ordinal));

    // If the creation of a response was not reported, it begins with its first part.
    private RealtimeResponse? FindResponse(string? id, bool isPart)
        => FindResponse(id) ?? ((id is null ? isPart : !_ended.TryGet(id, out _)) ? Create(id) : null);

    private RealtimeResponse Create(string? id)
    {
        bool isOutOfBand = _outOfBandRequests > 0;
        _outOfBandRequests -= isOutOfBand ? 1 : 0;
        if (!isOutOfBand)
        {
            TakeTexts();
        }

        var turn = _newest is { IsOpen: true } ? _newest : Begin(new TurnInfo { Kind = TurnInputKind.None });
        var response = new RealtimeResponse(id, turn, model.BeginCall(turn.Turn)) { IsOutOfBand = isOutOfBand && turn.HasInput, Request = _history.Items };
        response.HistoryItem = response.IsOutOfBand ? null : _history.Add(null);
        _responses.Add(response);
        turn.Began(response);
        return response;
    }

    private void AddItem(RealtimeResponse response, RealtimeConversationItem item)
    {
        _items.Set(item.Id, response.Turn);
        string text = string.Concat((item.Contents ?? []).OfType<TextContent>().Select(static content => content.Text));
        if (text.Length > 0)
        {
            response.SetText(item.Id, text);
        }

        foreach (var asked in (item.Contents ?? []).OfType<FunctionCallContent>())
        {
            response.Add(asked);
            Called(response.Turn, asked);
        }
    }

    // The user's wait ends with the first sound of any response.
    private void RecordFirstSound(RealtimeResponse response)
    {
        if (!response.IsOutOfBand && response.Turn is { LastInput: { } input, Turn: var turn } && turn.Stages?.FirstByte is null)
        {
            turn.SetStages(new TurnStages { FirstByte = turn.Time.GetElapsedTime(input.Ended) });
        }
    }

    private ModelMessage[] RequestOf(RealtimeResponse response)
        => [.. model.Instructions is { Length: > 0 } instructions ? new[] { ModelMessage.System(new MaskedText(instructions)) } : [],
            .. response.Request.Select(static item => item.Message).OfType<ModelMessage>()];
}
