using System.Globalization;
using System.Text;

namespace ConvLog.Reliability.Child;

/// <summary>
/// An agent that logs endlessly: turns, functions and entries of every kind in conversations, some of which are reopened, ended or never closed. Late details
/// of a turn are logged by another opening.
/// </summary>
/// <param name="sink">The sink to log to.</param>
/// <param name="assignment">The assignment.</param>
/// <param name="seed">The seed of everything random.</param>
internal sealed class Agent(WitnessedSink sink, Assignment assignment, int seed)
{
    private const int Conversations = 6;

    private static readonly string[] s_words = ["zebra", "Überweisung", "予約を確認する", "naïve", "4711", "\u0000", "😀", "it's", "\"quoted\"", "line\nbreak"];

    private readonly Random _random = new(seed);

    public async Task TalkAsync(CancellationToken stop)
    {
        while (!IsOver(stop))
        {
            var info = Info();
            var conversation = new Conversation(info, sink);
            for (int turns = _random.Next(1, 4); turns > 0 && !IsOver(stop); turns--)
            {
                string turn = await TalkAsync(conversation).ConfigureAwait(false);
                if (_random.Next(3) == 0)
                {
                    Tell(info, turn);
                }
            }

            await EndAsync(conversation).ConfigureAwait(false);
        }
    }

    private bool IsOver(CancellationToken stop) => stop.IsCancellationRequested || (assignment.Records > 0 && sink.Given >= assignment.Records);

    private ConversationInfo Info() => Info(_random.Next(Conversations));

    // A conversation has the same agent in every process that opens it.
    private ConversationInfo Info(int number) => new(string.Create(CultureInfo.InvariantCulture, $"{assignment.Conversations}{number}"))
    {
        AgentId = number % 2 == 0 ? "bookings" : "billing",
        Channel = _random.Next(3) == 0 ? null : "webchat",
        Environment = _random.Next(8) == 0 ? ConversationEnvironment.Debug : ConversationEnvironment.Live,
        UserId = _random.Next(3) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"user{_random.Next(4)}@example.com"),
        FromNumber = _random.Next(3) == 0 ? "+15550100" : null,
        Recording = number == Conversations - 1 ? Recording.MetadataOnly : Recording.Full,
        Attributes = _random.Next(3) == 0 ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["tier"] = "gold", ["visits"] = _random.Next(9) } : [],
    };

    private async Task<string> TalkAsync(Conversation conversation)
    {
        using var turn = Begin(conversation);
        for (int calls = _random.Next(3); calls > 0; calls--)
        {
            string callId = "call_" + Number();
            Ask(turn, callId);
            Call(conversation, callId);
            await PauseAsync(conversation).ConfigureAwait(false);
        }

        Log(conversation);
        Say(turn);
        if (_random.Next(6) == 0)
        {
            turn.Cancel(Reason(), Text());
        }
        else if (_random.Next(8) == 0)
        {
            turn.Wait(new TurnWait((TurnWaitKind)_random.Next(5), "call_" + Number()) { Name = "find_table", ContinuationToken = Text() }, Text());
        }
        else if (_random.Next(5) > 0)
        {
            turn.Complete(Text(), new ModelUsage("gpt-x", _random.Next(500), _random.Next(100), _random.Next(100) / 1_000m,
                timeToFirstToken: TimeSpan.FromMilliseconds(_random.Next(900))));
        }
        else
        {
            turn.Fail(new TimeoutException("The model gave no answer."));
        }

        Review(conversation, turn);
        await PauseAsync(conversation).ConfigureAwait(false);
        return turn.Id;
    }

    // Hosts assign unique IDs, whereas children of one database may have the same seed.
    private Turn Begin(Conversation conversation)
    {
        var input = _random.Next(4) == 0 ? new MaskedText(Text(), "My name is [redacted]") : Text();
        return _random.Next(3) > 0
            ? conversation.BeginTurn(input)
            : conversation.BeginTurn(new TurnInfo
            {
                Id = Guid.NewGuid().ToString("N"),
                Input = input,
                Kind = (TurnInputKind)_random.Next(5),
                SpeechStartedAt = DateTimeOffset.UnixEpoch,
                Language = "en-GB",
                Confidence = _random.NextDouble(),
                Author = _random.Next(2) == 0 ? Text() : null,
            });
    }

    private void Say(Turn turn)
    {
        for (int parts = _random.Next(6) - 3; parts > 0; parts--)
        {
            turn.Say(_random.Next(2) == 0 ? new MaskedText(Text(), "It is [redacted]") : Text(), filler: _random.Next(3) == 0);
        }

        if (_random.Next(6) == 0)
        {
            turn.Interrupt(Text(), TimeSpan.FromMilliseconds(_random.Next(900)));
        }
    }

    // Like another request, for a turn that this process has passed to the sink.
    private void Tell(ConversationInfo info, string turnId)
    {
        using var other = new Conversation(info, sink);
        var turn = other.Turn(turnId);
        for (int facts = _random.Next(1, 4); facts > 0; facts--)
        {
            switch (_random.Next(6))
            {
                case 0: turn.Interrupt(Text(), TimeSpan.FromMilliseconds(_random.Next(900))); break;
                case 1: turn.Interrupt(_random.Next(40)); break;
                case 2: turn.SetStages(new TurnStages { Model = TimeSpan.FromMilliseconds(_random.Next(900)), FirstByte = TimeSpan.Zero }); break;
                case 3: turn.SetInput(new MaskedText(Text(), "My name is [redacted]")); break;
                case 4: turn.AddInput(Text()); break;
                default: turn.Say(Text(), filler: _random.Next(3) == 0); break;
            }
        }
    }

    private CancelReason Reason() => (CancelReason)_random.Next(5);

    // Messages repeat within a turn and across conversations, and some calls are never ended.
    private void Ask(Turn turn, string callId)
    {
        var parameters = new ModelParameters { Temperature = 0.2, Tools = ["find_table"] };
        var call = turn.BeginModelCall(_random.Next(2) == 0 ? "gpt-x" : "gpt-x-mini", "example", parameters);
        call.AddRequest(ModelMessage.System("You take bookings."), ModelMessage.User(new MaskedText(Text(), "My name is [redacted]")),
            ModelMessage.Tool("call_" + Number(), Text()));
        switch (_random.Next(6))
        {
            case 0: break;
            case 5: call.Cancel(Reason(), ModelMessage.Assistant(Text()), new ModelUsage("gpt-x", _random.Next(500), _random.Next(100))); break;
            case 1: call.Fail(new TimeoutException(Text())); break;
            default:
                call.AddChunk();
                call.Complete(ModelMessage.Assistant(Text(), [new ModelToolCall(callId, "find_table", new { guests = _random.Next(9), name = Text() })]),
                    new ModelUsage("gpt-x", _random.Next(500), _random.Next(100), _random.Next(100) / 1_000m), "tool_calls", "resp_" + Number());
                call.Score("useful", _random.Next(2) == 0, ScoreSource.Model, Text());
                break;
        }
    }

    private void Call(Conversation conversation, string callId)
    {
        using var call = conversation.BeginFunction(_random.Next(2) == 0 ? "save_guest" : "find_table", callId,
            new { guests = _random.Next(9), name = "Jane" });
        Log(conversation);
        if (_random.Next(3) == 0)
        {
            using var inner = conversation.BeginFunction("inner");
            Log(conversation);
        }

        if (_random.Next(3) == 0)
        {
            conversation.LogApiResponse("POST", "https://crm.example/contacts?email=jane@example.com", _random.Next(2) == 0 ? 200 : 503,
                TimeSpan.FromMilliseconds(_random.Next(900)), Text(), isPii: _random.Next(4) == 0);
        }

        if (_random.Next(5) == 0)
        {
            call.RequestApproval("manager", "amount");
            call.Decide((ApprovalDecision)_random.Next(2), Text(), Text());
        }

        if (_random.Next(3) == 0)
        {
            call.Fail(new InvalidOperationException("409 conflict"));
        }
        else if (_random.Next(5) == 0)
        {
            call.Cancel(Reason());
        }
        else
        {
            call.Complete(new { id = Number(), note = Text() });
        }
    }

    private void Log(Conversation conversation)
    {
        for (int entries = _random.Next(1, 6); entries > 0; entries--)
        {
            bool isPii = _random.Next(4) == 0;
            switch (_random.Next(6))
            {
                case 0: conversation.Log.Warning(Text(), ("attempt", _random.Next(9)), LogField.Pii("email", "jane@example.com", shown: "j***"),
                    isPii: isPii); break;
                case 1: conversation.Log.Error(Text(), new InvalidOperationException(Text()), ("status", 409), ("retriable", true)); break;
                case 2: conversation.Log.Info(new string('x', _random.Next(20_000)), isPii); break;
                case 3: conversation.SetState("seats", _random.Next(9)); break;
                case 4: conversation.WriteMetric("confidence", _random.NextDouble(), writeOnce: _random.Next(2) == 0); break;
                default: conversation.Log.Info(Text(), ("missing_fields", new[] { "a", "b" }), ("ratio", _random.NextDouble()), ("price", 1.10m),
                    ("at", DateTimeOffset.UnixEpoch), isPii: isPii); break;
            }
        }
    }

    private void Review(Conversation conversation, Turn turn)
    {
        switch (_random.Next(13))
        {
            case 0: conversation.AddFeedback(FeedbackRating.Like, Text(), turn: turn); break;
            case 1: conversation.AddFeedback(FeedbackRating.Dislike, source: FeedbackSource.Team, turn: turn); break;
            case 2: conversation.AddFeedback(null, turn: turn); break;
            case 3: conversation.Annotate(Text(), "ana", turn); break;
            case 4: conversation.AddNote(Text(), "ben"); break;
            case 5: conversation.HandOff("front desk", "asked", _random.Next(2) == 0 ? Text() : null); break;
            case 11: conversation.HandBack("solved"); break;
            case 6: conversation.AddFeedback(FeedbackRating.Dislike, Text(), _random.Next(2) == 0 ? ["tone", "too long"] : ["tone"], turn: turn); break;
            case 7: conversation.Score("csat", _random.Next(1, 6), ScoreSource.User, Text()); break;
            case 8: turn.Score("tone", _random.Next(2) == 0 ? "friendly" : "rude", ScoreSource.Team); break;
            case 9: conversation.AddLabel("label" + Number(), "ana"); break;
            case 10: turn.AddLabel("bug"); break;
            case 12: turn.HandOver("triage", Text(), "asked", Text()); break;
        }
    }

    private async Task PauseAsync(Conversation conversation)
    {
        if (assignment.Waits && _random.Next(3) > 0)
        {
            await conversation.FlushAsync().ConfigureAwait(false);
        }
        else
        {
            await Task.Yield();
        }
    }

    private async Task EndAsync(Conversation conversation)
    {
        if (_random.Next(3) == 0)
        {
            conversation.End((EndReason)_random.Next(6));
        }

        switch (_random.Next(4))
        {
            case 0: break; // Its process forgets it, as after a crash.
            case 1 when assignment.Waits: await conversation.DisposeAsync().ConfigureAwait(false); break;
            default: conversation.Dispose(); break;
        }
    }

    private string Text()
    {
        var text = new StringBuilder();
        for (int words = _random.Next(1, 7); words > 0; words--)
        {
            text.Append(s_words[_random.Next(s_words.Length)]).Append(' ');
        }

        return text.Append("word").Append(Number()).ToString();
    }

    private string Number() => _random.Next(1_000).ToString(CultureInfo.InvariantCulture);
}
