namespace ConvLog.StoreContract.Properties;

/// <summary>A conversation around one record, with everything a store needs to return it.</summary>
public static class PropertyConversation
{
    /// <summary>The messages used by model calls of the samples.</summary>
    public static IReadOnlyList<ModelMessageRecord> Messages { get; } =
        [Some.Message(ModelMessage.System("prompt")), Some.Message(ModelMessage.User("question"))];

    /// <summary>
    /// The record in a conversation with this ID, after an opening and the turns and function events that the samples refer to, unless it is one of these
    /// itself.
    /// </summary>
    public static IReadOnlyList<StoreRecord> Around(StoreRecord record, string id)
    {
        string[] turns = [Some.TurnId(1), $"{Some.TurnId(1)}, another", ""], calls = [Some.CallId(1), $"{Some.CallId(1)}, another", ""];
        StoreRecord[] before =
        [
            Some.Opening(id),
            .. turns.Select((turn, n) => Some.Turn(n + 1, id) with { Id = turn, UserInput = "hi" }),
            .. Messages.Select(message => message with { ConversationId = id }),
            .. calls.Select((call, n) => Some.Call(n + 1, id) with { Id = call, TurnId = turns[0] }),
        ];
        StoreRecord[] after = record is ModelMessageRecord message
            ? [Some.ModelCall(1, FunctionOutcome.Completed, turn: null, conversation: id) with { TurnId = turns[0], Request = [message.Id] }] : [];
        return [.. before.Where(one => one.GetType() != record.GetType()), record with { ConversationId = id }, .. after];
    }

    /// <summary>The record of this type in a conversation that was read; null if it is missing.</summary>
    public static StoreRecord? Find(StoredConversation conversation, Type type) => new StoreRecord?[]
    {
        conversation.Summary.Conversation, conversation.Summary.ReadMark, conversation.Assignment,
    }
        .Concat(conversation.Turns).Concat(conversation.FunctionEvents).Concat(conversation.Logged)
        .Concat(conversation.ModelMessages).Concat(conversation.Feedback)
        .Concat(conversation.Annotations).Concat(conversation.Notes).Concat(conversation.Scores).Concat(conversation.Labels)
        .Concat(conversation.DeadLetters).SingleOrDefault(record => record?.GetType() == type);
}
