using ConvLog.Storage;
using ConvLog.StoreContract;
namespace ConvLog.Tests.Recount;

/// <content>Turns and what happens in them.</content>
internal sealed partial class PlayedConversation
{
    private static readonly string[] s_functions = ["find_tables", "save_guest", "save_guest", "ask_supplier"];
    private static readonly string[] s_messages = ["Validated inputs", "Slow supplier", "CRM upsert failed", "Table is gone"];
    private static readonly int[] s_statuses = [200, 200, 201, 404, 409, 500, 503, 0];

    private void Begin(PlayedOpening opening)
    {
        MaskedText input = _random.Next(8) switch
        {
            0 => default,
            1 => new MaskedText("I am jane, a table please", "I am [name], a table please"),
            _ => "a table for two",
        };
        var turn = opening.Conversation.BeginTurn(input);
        var expected = new ExpectedTurn { Id = turn.Id, StartedAt = _clock.GetUtcNow(), HasInput = !input.IsEmpty, Currency = Of(["USD", "USD", "EUR"]) };
        opening.Turns.Add((turn, expected));
        _live.Add(expected, (turn, opening.Conversation));
        opening.HadTurn = true;
        _expected.Turns.Add(expected);
        Happened();
    }

    private void Wait(PlayedOpening opening, Turn turn, ExpectedTurn expected)
    {
        expected.WaitsForApproval = _random.Next(2) == 0;
        turn.Wait(new TurnWait(expected.WaitsForApproval ? TurnWaitKind.Approval : TurnWaitKind.BackgroundWork));
        expected.WaitingSince = _clock.GetUtcNow();
        expected.Latency = expected.WaitingSince - expected.StartedAt;
        opening.Turns.Remove((turn, expected));
        turn.Dispose();
        _waiting.Add(expected);
        Happened();
    }

    // In any opening of this or another host: it remains one turn, and the waiting time is not part of its latency.
    private void Continue(PlayedOpening opening, ExpectedTurn expected)
    {
        _waiting.Remove(expected);
        var began = _clock.GetUtcNow();
        using var turn = opening.Conversation.ContinueTurn(expected.Id);
        opening.HadTurn = true;
        Pass(_random.Next(50, 5_000));
        if (_random.Next(2) == 0)
        {
            AskModel(opening, turn, expected);
        }

        Pass(_random.Next(50, 5_000));
        turn.Complete("Done.");
        expected.Latency += _clock.GetUtcNow() - began;
        (expected.Outcome, expected.HasEnded, expected.WaitingSince) = (TurnOutcome.Completed, true, null);
        Happened();
    }

    private void End(PlayedOpening opening, Turn turn, ExpectedTurn expected)
    {
        if (_random.Next(8) == 0)
        {
            Wait(opening, turn, expected);
            return;
        }

        if (_random.Next(6) == 0)
        {
            expected.FirstByte = TimeSpan.FromTicks(_random.Next(1_000_000, 90_000_000));
            turn.SetStages(new TurnStages { FirstByte = expected.FirstByte, Model = TimeSpan.FromMilliseconds(_random.Next(1_000)) });
        }

        if (_random.Next(10) == 0)
        {
            expected.IsInterrupted = true;
            turn.Interrupt();
        }

        if (_random.Next(12) == 0)
        {
            expected.IsRefused = true;
            turn.Refuse(Of(["refusal", "content_filter"]));
        }

        var own = _random.Next(4) == 0 ? Usage(expected) : null;
        expected.Outcome = Of([TurnOutcome.Completed, TurnOutcome.Completed, TurnOutcome.Completed, TurnOutcome.Failed, TurnOutcome.Canceled]);
        expected.OwnUsage = own;
        expected.Latency = _clock.GetUtcNow() - expected.StartedAt;
        switch (expected.Outcome)
        {
            case TurnOutcome.Failed when _random.Next(2) == 0:
                turn.Fail("it went wrong", "Sorry.", own?.ToUsage());
                break;
            case TurnOutcome.Failed:
                expected.ErrorType = typeof(TimeoutException).FullName;
                turn.Fail(new TimeoutException("late"), "Sorry.", own?.ToUsage());
                break;
            case TurnOutcome.Canceled:
                expected.CancelReason = Of([CancelReason.UserLeft, CancelReason.UserInterrupted, CancelReason.Superseded]);
                turn.Cancel(expected.CancelReason.Value, usage: own?.ToUsage());
                break;
            default:
                turn.Complete("Done.", own?.ToUsage());
                break;
        }

        expected.HasEnded = true;
        opening.Turns.Remove((turn, expected));
        turn.Dispose();
        Happened();
    }

    private void AskModel(PlayedOpening opening, Turn turn, ExpectedTurn expected)
    {
        string model = Of(["gpt-x", "gpt-x", "small-y"]);
        var call = turn.BeginModelCall(model, Of([null, "openai"]));
        var asked = new ExpectedModelCall { Turn = expected, Model = model, Provider = call.Provider, StartedAt = _clock.GetUtcNow() };
        _expected.ModelCalls.Add(asked);
        Happened();
        Pass(_random.Next(20, 3_000));
        TimeSpan? firstToken = null;
        if (_random.Next(3) == 0)
        {
            call.AddChunk();
            firstToken = _clock.GetUtcNow() - asked.StartedAt;
            Pass(_random.Next(20, 3_000));
        }

        int outcome = _random.Next(12);
        if (outcome == 0)
        {
            opening.Running.Add((asked, firstToken));
            return;
        }

        (asked.FirstToken, asked.Duration) = (firstToken, _clock.GetUtcNow() - asked.StartedAt);
        asked.Usage = _random.Next(6) == 0 ? null : Usage(expected, model);
        asked.Outcome = outcome switch
        {
            1 => FunctionOutcome.Failed,
            2 => FunctionOutcome.Canceled,
            _ => FunctionOutcome.Completed,
        };
        var usage = asked.Usage?.ToUsage();
        if (asked.Outcome == FunctionOutcome.Failed)
        {
            call.Fail("busy", usage: usage);
        }
        else if (asked.Outcome == FunctionOutcome.Canceled)
        {
            call.Cancel(CancelReason.UserInterrupted, usage: usage);
        }
        else
        {
            call.Complete(usage: usage);
        }

        expected.Rounds.AddRange(asked.Usage is { } took ? [took] : []);
        Happened();
    }

    // Partial if a count is missing; the total may exceed the sum of both.
    private ExpectedUsage Usage(ExpectedTurn turn, string model = "gpt-x")
    {
        long? input = _random.Next(5) == 0 ? null : _random.Next(1, 2_000);
        long? output = _random.Next(5) == 0 ? null : _random.Next(1, 500);
        bool hasTotal = input is not null && output is not null && _random.Next(4) == 0;
        return new ExpectedUsage(model)
        {
            Input = input,
            Output = output,
            Total = hasTotal ? input + output + _random.Next(1, 90) : null,
            Cached = input is { } known && _random.Next(2) == 0 ? _random.NextInt64(known) : null,
            Cost = _random.Next(3) > 0 ? _random.Next(1, 90_000) / 1_000_000m : null,
            Currency = _random.Next(4) == 0 ? "GBP" : turn.Currency,
        };
    }

    private void Call(PlayedOpening opening, Turn turn, ExpectedTurn inTurn)
    {
        var call = turn.BeginFunction(Of(s_functions));
        var expected = new ExpectedCall { Id = call.Id, Name = call.Name, StartedAt = _clock.GetUtcNow() };
        _expected.Calls.Add(expected);
        opening.Calls.Add((call, expected));
        Happened();
        for (int logged = _random.Next(3); logged > 0; logged--)
        {
            Pass(_random.Next(10, 500));
            Log(call.Log, inTurn, expected);
        }

        if (_random.Next(2) == 0)
        {
            Respond(opening, call, expected);
        }

        if (_random.Next(5) == 0)
        {
            Approve(call, expected);
        }

        if (_random.Next(8) == 0)
        {
            using (call.MakeCurrent())
            {
                opening.Conversation.SetState("slot", _random.Next(5));
            }

            Happened();
        }

        Pass(_random.Next(10, 9_000));
        if (_random.Next(8) > 0 || expected.Outcome is not null)
        {
            End(opening, (call, expected)); // The others are ended later by another opening, or left running.
        }
    }

    private void End(PlayedOpening opening, (FunctionEvent Call, ExpectedCall Expected) open)
    {
        var (call, expected) = open;
        if (expected.Outcome == FunctionOutcome.Declined)
        {
            // It did not run: it has no duration, and its end is not an activity.
            call.Dispose();
            opening.Calls.Remove(open);
            return;
        }

        expected.Duration = _clock.GetUtcNow() - expected.StartedAt;
        expected.Outcome = Of([FunctionOutcome.Completed, FunctionOutcome.Completed, FunctionOutcome.Completed, FunctionOutcome.Failed,
            FunctionOutcome.Canceled]);
        if (expected.Outcome == FunctionOutcome.Failed)
        {
            expected.ErrorType = typeof(InvalidOperationException).FullName;
            call.Fail(new InvalidOperationException("no"));
        }
        else if (expected.Outcome == FunctionOutcome.Canceled)
        {
            call.Cancel(CancelReason.UserInterrupted);
        }
        else
        {
            call.Complete("ok");
        }

        call.Dispose();
        opening.Calls.Remove(open);
        Happened();
    }

    private void Approve(FunctionEvent call, ExpectedCall expected)
    {
        call.RequestApproval("manager");
        expected.Approval = ApprovalState.Requested;
        TimeSpan asked = TimeSpan.FromTicks(_clock.GetUtcNow().Ticks);
        Pass(_random.Next(10, 9_000));
        if (_random.Next(4) is var answer and > 0)
        {
            expected.Approval = answer == 1 ? ApprovalState.Declined : ApprovalState.Granted;
            expected.ApprovalWait = TimeSpan.FromTicks(_clock.GetUtcNow().Ticks) - asked;
            expected.Outcome = answer == 1 ? FunctionOutcome.Declined : null;
            call.Decide(answer == 1 ? ApprovalDecision.Declined : ApprovalDecision.Granted, "Jane", "as usual");
        }
    }

    private void Log(ConversationLogger log, ExpectedTurn? turn, ExpectedCall? call)
    {
        var level = Of([EntryLevel.Info, EntryLevel.Info, EntryLevel.Warning, EntryLevel.Error]);
        bool isPii = _random.Next(3) == 0;
        string message = Of(s_messages);
        (int? status, decimal? price) = _random.Next(5) switch
        {
            < 2 => (Of<int?>([200, 409]), (decimal?)null),
            2 => (null, Of<decimal?>([1.10m, 1.1m, 2.50m])),
            _ => (null, null),
        };
        LogField[] fields = status is { } known ? [("status", known)] : price is { } exact ? [("price", exact)]
            : _random.Next(3) == 0 ? [LogField.Pii("status", 409), LogField.Pii("price", 1.1m)] : [];
        if (call is not null && _random.Next(15) == 0)
        {
            (level, message) = (EntryLevel.Info, new string('x', 20_000)); // Will be truncated.
            (call.HasLoss, call.HasPersonalLoss) = (call.HasLoss || !isPii, call.HasPersonalLoss || isPii);
        }

        switch (level)
        {
            case EntryLevel.Error:
                log.Error(message, isPii, fields);
                break;
            case EntryLevel.Warning:
                log.Warning(message, isPii, fields);
                break;
            default:
                log.Info(message, isPii, fields);
                break;
        }

        _expected.Entries.Add(new ExpectedEntry(level, message, isPii, status, price, turn, call));
        Happened(isPii);
    }

    private void Respond(PlayedOpening opening, FunctionEvent call, ExpectedCall expected)
    {
        Pass(_random.Next(10, 900));
        string path = Of(["guests/17", "guests/4711", "tables"]);
        var (status, elapsed) = (Of(s_statuses), TimeSpan.FromTicks(_random.Next(10_000, 30_000_000)));
        var (isExpected, isPii) = (_random.Next(5) == 0, _random.Next(4) == 0);
        using (call.MakeCurrent())
        {
            opening.Conversation.LogApiResponse(
                "GET", $"https://crm.example/{path}", status, elapsed, isExpected, isPii: isPii, fields: Array.Empty<LogField>());
        }

        string endpoint = $"GET https://crm.example/{(path is "tables" ? path : "guests/{id}")}";
        _expected.Responses.Add(new ExpectedResponse(endpoint, status, elapsed, isExpected, isPii, expected, _clock.GetUtcNow()));
        Happened(isPii);
    }
}
