using System.Collections;
using System.Reflection;

namespace ConvLog.StoreContract.Slips;

/// <summary>A conversation with a planted value in every property that an author or host can set, and everything it captured.</summary>
public static class PlantedConversation
{
    /// <summary>Runs a conversation.</summary>
    /// <param name="plants">Records the planted values.</param>
    /// <returns>The captured values, and the sink and conversation that own them.</returns>
    public static IReadOnlyList<object> Hold(Plants plants)
    {
        var sink = new InMemorySink();
        var info = new ConversationInfo("conv-1")
        {
            UserId = plants.Text("ConversationInfo.UserId"),
            FromNumber = plants.Text("ConversationInfo.FromNumber"),
            ToNumber = plants.Text("ConversationInfo.ToNumber"),
            Attributes = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["name"] = plants.Text("ConversationInfo.Attributes"),
                ["masked"] = plants.Masked("ConversationInfo.Attributes"),
                ["nested"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["inner"] = plants.Text("ConversationInfo.Attributes") },
            },
        };
        var conversation = new Conversation(info, sink);
        conversation.Log.Warning("outside", LogField.Pii("phone", plants.Text("LogEntry.Fields", isMarked: true)));
        var turn = conversation.BeginTurn(plants.Masked("Turn.UserInput"));
        conversation.Log.Info(plants.Text("LogEntry.Content", isMarked: true), ("field", plants.Text("LogEntry.Fields", isMarked: true)), isPii: true);
        conversation.SetState("guest", plants.Text("StateChange.Variable"));
        var call = conversation.BeginFunction("save_guest", "call_7",
            new { name = plants.Text("FunctionEvent.Arguments"), age = plants.Number("FunctionEvent.Arguments") });
        conversation.SetState("phone", plants.Text("StateChange.Variable"));
        conversation.Log.Error("fields", plants.Fields("LogEntry.Fields"));
        conversation.Log.Error("exception", new InvalidOperationException(plants.Text("LogEntry.Fields", isMarked: true)));
        conversation.Log.Info("values", ("masked", (object)plants.Masked("LogEntry.Fields")), ("list", new[] { plants.Masked("LogEntry.Fields") }),
            ("info", info));
        conversation.LogApiResponse(
            "PUT", $"https://{plants.Text("ApiResponseEntry.Url", isMarked: true)}@crm.example/contacts?email={plants.Text("ApiResponseEntry.Url", isMarked: true)}", 409, TimeSpan.FromMilliseconds(31),
            plants.Text("ApiResponseEntry.ErrorBody"), fields: plants.Fields("ApiResponseEntry.Fields"));
        conversation.LogApiResponse("GET", $"https://crm.example/{plants.Text("ApiResponseEntry.Url", isMarked: true)}", 200, TimeSpan.FromMilliseconds(31),
            isPii: true);
        var asked = AskModel(turn, plants);
        call.RequestApproval("manager", "amount");
        call.Decide(ApprovalDecision.Granted, plants.Text("FunctionApproval.DecidedBy"), plants.Text("FunctionApproval.Reason"));
        call.Complete(plants.Text("FunctionEvent.Result"));
        call.Dispose();
        var failed = conversation.BeginFunction("fails");
        failed.Fail(new TimeoutException(plants.Text("FunctionEvent.Error")));
        failed.Dispose();
        turn.Interrupt(plants.Masked("Turn.Heard"));
        turn.SetStreamed(plants.Masked("Turn.Streamed"));
        turn.Say(plants.Masked("SaidPart.Text"));
        turn.AddInput(plants.Masked("Turn.UserInput"));
        turn.Fail(new TimeoutException(plants.Text("Turn.Error")), plants.Masked("Turn.AgentResponse"));
        conversation.AddFeedback(FeedbackRating.Dislike, plants.Text("FeedbackRecord.Comment"));
        conversation.AddNote(plants.Text("NoteRecord.Text"));
        conversation.Annotate(plants.Text("AnnotationRecord.ImprovedAnswer"));
        return [.. Reached([conversation, sink, asked, conversation.Turn(turn.Id)], [])
            .Where(static one
            => one is LogEntry or ApiResponseEntry or FunctionEvent or Turn or Conversation or ConversationInfo or StateChange or InMemorySink
            or TurnReference or ModelCall or ModelCallSnapshot or ModelMessage or ModelToolCall)];
    }

    private static ModelCall AskModel(Turn turn, Plants plants)
    {
        var call = turn.BeginModelCall("gpt-x");
        call.AddRequest(
            ModelMessage.System(plants.Text("ModelMessage.Text")), ModelMessage.System(plants.Masked("ModelMessage.Text")),
            ModelMessage.User(plants.Masked("ModelMessage.Text")), ModelMessage.Tool("call_6", plants.Text("ModelMessage.Text")));
        var wish = new ModelToolCall("call_7", "save_guest", new { name = plants.Text("ModelToolCall.Arguments") });
        var said = ModelMessage.Assistant(plants.Masked("ModelMessage.Text"), [wish], plants.Text("ModelMessage.Reasoning"));
        call.Fail(new TimeoutException(plants.Text("ModelCall.Error")), said);
        return call;
    }

    // Everything reachable from the roots through public properties.
    private static List<object> Reached(IEnumerable<object> roots, HashSet<object> seen)
    {
        var all = new List<object>();
        foreach (object one in roots.Where(one => FamilyTypes.Contains(one.GetType()) && !one.GetType().IsEnum && (one.GetType().IsValueType || seen.Add(one))))
        {
            all.Add(one);
            var values = one.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(static property => property.GetIndexParameters().Length == 0)
                .Select(property => property.GetValue(one)).OfType<object>()
                .SelectMany(static value => value is IEnumerable items and not string ? items.Cast<object?>().OfType<object>() : [value]);
            all.AddRange(Reached(values, seen));
        }

        return all;
    }
}
