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
        var told = new ToldTurn { Id = turn.Id, StartedAt = _clock.GetUtcNow(), HasInput = !input.IsEmpty, Currency = Of(["USD", "USD", "EUR"]) };
        opening.Turns.Add((turn, told));
        _live.Add(told, (turn, opening.Conversation));
        opening.HadTurn = true;
        _told.Turns.Add(told);
        Happened();
    }

    private void Wait(PlayedOpening opening, Turn turn, ToldTurn told)
    {
        told.WaitsForApproval = _random.Next(2) == 0;
        turn.Wait(new TurnWait(told.WaitsForApproval ? TurnWaitKind.Approval : TurnWaitKind.BackgroundWork));
        told.WaitingSince = _clock.GetUtcNow();
        told.Latency = told.WaitingSince - told.StartedAt;
        opening.Turns.Remove((turn, told));
        turn.Dispose();
        _waiting.Add(told);
        Happened();
    }

    // In any opening of this or another host: it remains one turn, and the waiting time is not part of its latency.
    private void Continue(PlayedOpening opening, ToldTurn told)
    {
        _waiting.Remove(told);
        var began = _clock.GetUtcNow();
        using var turn = opening.Conversation.ContinueTurn(told.Id);
        opening.HadTurn = true;
        Pass(_random.Next(50, 5_000));
        if (_random.Next(2) == 0)
        {
            AskModel(opening, turn, told);
        }

        Pass(_random.Next(50, 5_000));
        turn.Complete("Done.");
        told.Latency += _clock.GetUtcNow() - began;
        (told.Outcome, told.HasEnded, told.WaitingSince) = (TurnOutcome.Completed, true, null);
        Happened();
    }

    private void End(PlayedOpening opening, Turn turn, ToldTurn told)
    {
        if (_random.Next(8) == 0)
        {
            Wait(opening, turn, told);
            return;
        }

        if (_random.Next(6) == 0)
        {
            told.FirstByte = TimeSpan.FromTicks(_random.Next(1_000_000, 90_000_000));
            turn.SetStages(new TurnStages { FirstByte = told.FirstByte, Model = TimeSpan.FromMilliseconds(_random.Next(1_000)) });
        }

        if (_random.Next(10) == 0)
        {
            told.IsInterrupted = true;
            turn.Interrupt();
        }

        if (_random.Next(12) == 0)
        {
            told.IsRefused = true;
            turn.Refuse(Of(["refusal", "content_filter"]));
        }

        var own = _random.Next(4) == 0 ? Usage(told) : null;
        told.Outcome = Of([TurnOutcome.Completed, TurnOutcome.Completed, TurnOutcome.Completed, TurnOutcome.Failed, TurnOutcome.Canceled]);
        told.OwnUsage = own;
        told.Latency = _clock.GetUtcNow() - told.StartedAt;
        switch (told.Outcome)
        {
            case TurnOutcome.Failed when _random.Next(2) == 0:
                turn.Fail("it went wrong", "Sorry.", own?.ToUsage());
                break;
            case TurnOutcome.Failed:
                told.ErrorType = typeof(TimeoutException).FullName;
                turn.Fail(new TimeoutException("late"), "Sorry.", own?.ToUsage());
                break;
            case TurnOutcome.Canceled:
                told.CancelReason = Of([CancelReason.UserLeft, CancelReason.UserInterrupted, CancelReason.Superseded]);
                turn.Cancel(told.CancelReason.Value, usage: own?.ToUsage());
                break;
            default:
                turn.Complete("Done.", own?.ToUsage());
                break;
        }

        told.HasEnded = true;
        opening.Turns.Remove((turn, told));
        turn.Dispose();
        Happened();
    }

    private void AskModel(PlayedOpening opening, Turn turn, ToldTurn told)
    {
        string model = Of(["gpt-x", "gpt-x", "small-y"]);
        var call = turn.BeginModelCall(model, Of([null, "openai"]));
        var asked = new ToldModelCall { Turn = told, Model = model, Provider = call.Provider, StartedAt = _clock.GetUtcNow() };
        _told.ModelCalls.Add(asked);
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
        asked.Usage = _random.Next(6) == 0 ? null : Usage(told, model);
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

        told.Rounds.AddRange(asked.Usage is { } took ? [took] : []);
        Happened();
    }

    // Partial if a count is missing; the total may exceed the sum of both.
    private ToldUsage Usage(ToldTurn turn, string model = "gpt-x")
    {
        long? input = _random.Next(5) == 0 ? null : _random.Next(1, 2_000);
        long? output = _random.Next(5) == 0 ? null : _random.Next(1, 500);
        bool hasTotal = input is not null && output is not null && _random.Next(4) == 0;
        return new ToldUsage(model)
        {
            Input = input,
            Output = output,
            Total = hasTotal ? input + output + _random.Next(1, 90) : null,
            Cached = input is { } known && _random.Next(2) == 0 ? _random.NextInt64(known) : null,
            Cost = _random.Next(3) > 0 ? _random.Next(1, 90_000) / 1_000_000m : null,
            Currency = _random.Next(4) == 0 ? "GBP" : turn.Currency,
        };
    }

    private void Call(PlayedOpening opening, Turn turn, ToldTurn inTurn)
    {
        var call = turn.BeginFunction(Of(s_functions));
        var told = new ToldCall { Id = call.Id, Name = call.Name, StartedAt = _clock.GetUtcNow() };
        _told.Calls.Add(told);
        opening.Calls.Add((call, told));
        Happened();
        for (int logged = _random.Next(3); logged > 0; logged--)
        {
            Pass(_random.Next(10, 500));
            Log(call.Log, inTurn, told);
        }

        if (_random.Next(2) == 0)
        {
            Respond(opening, call, told);
        }

        if (_random.Next(5) == 0)
        {
            Approve(call, told);
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
        if (_random.Next(8) > 0 || told.Outcome is not null)
        {
            End(opening, (call, told)); // The others are ended later by another opening, or left running.
        }
    }

    private void End(PlayedOpening opening, (FunctionEvent Call, ToldCall Told) open)
    {
        var (call, told) = open;
        if (told.Outcome == FunctionOutcome.Declined)
        {
            // It did not run: it has no duration, and its end is not an activity.
            call.Dispose();
            opening.Calls.Remove(open);
            return;
        }

        told.Duration = _clock.GetUtcNow() - told.StartedAt;
        told.Outcome = Of([FunctionOutcome.Completed, FunctionOutcome.Completed, FunctionOutcome.Completed, FunctionOutcome.Failed, FunctionOutcome.Canceled]);
        if (told.Outcome == FunctionOutcome.Failed)
        {
            told.ErrorType = typeof(InvalidOperationException).FullName;
            call.Fail(new InvalidOperationException("no"));
        }
        else if (told.Outcome == FunctionOutcome.Canceled)
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

    private void Approve(FunctionEvent call, ToldCall told)
    {
        call.RequestApproval("manager");
        told.Approval = ApprovalState.Requested;
        TimeSpan asked = TimeSpan.FromTicks(_clock.GetUtcNow().Ticks);
        Pass(_random.Next(10, 9_000));
        if (_random.Next(4) is var answer and > 0)
        {
            told.Approval = answer == 1 ? ApprovalState.Declined : ApprovalState.Granted;
            told.ApprovalWait = TimeSpan.FromTicks(_clock.GetUtcNow().Ticks) - asked;
            told.Outcome = answer == 1 ? FunctionOutcome.Declined : null;
            call.Decide(answer == 1 ? ApprovalDecision.Declined : ApprovalDecision.Granted, "Jane", "as usual");
        }
    }

    private void Log(ConversationLogger log, ToldTurn? turn, ToldCall? call)
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

        _told.Entries.Add(new ToldEntry(level, message, isPii, status, price, turn, call));
        Happened(isPii);
    }

    private void Respond(PlayedOpening opening, FunctionEvent call, ToldCall told)
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
        _told.Responses.Add(new ToldResponse(endpoint, status, elapsed, isExpected, isPii, told, _clock.GetUtcNow()));
        Happened(isPii);
    }
}
