using ConvLog.Records;

namespace ConvLog.Storage.Copy;

/// <summary>Takes a conversation apart into the records that it is made of, in an order in which another store numbers its openings as this one did.</summary>
internal static class ConversationRecords
{
    /// <param name="conversation">The conversation.</param>
    /// <param name="openings">Its openings, in their order.</param>
    public static IEnumerable<StoreRecord> Of(StoredConversation conversation, IReadOnlyList<ConversationRecord> openings)
    {
        var records = new List<StoreRecord>();
        foreach (var writer in Writers(conversation, openings))
        {
            records.AddRange(openings.Where(opening => opening.WriterId == writer).Select(static opening => opening with { IsCopy = true }));
            records.AddRange(conversation.ModelMessages.Where(message => message.WriterId == writer));
            records.AddRange(conversation.Logged.Where(logged => logged.WriterId == writer));
        }

        // Not by opening: they keep the order in which they came in.
        records.AddRange(conversation.Turns);
        records.AddRange(conversation.FunctionEvents);

        records.AddRange(conversation.Feedback);
        records.AddRange(conversation.Annotations);
        records.AddRange(conversation.Notes);
        records.AddRange(conversation.Scores);
        records.AddRange(conversation.Labels);
        records.AddRange(conversation.DeadLetters);
        if (conversation.Summary.ReadMark is { } mark)
        {
            records.Add(mark);
        }

        if (conversation.Assignment is { } assignment)
        {
            records.Add(assignment);
        }

        return records;
    }

    // Each of these lists is in the order of openings, and none needs to name all of them.
    private static List<Guid> Writers(StoredConversation conversation, IReadOnlyList<ConversationRecord> openings)
    {
        List<Queue<Guid>> lists =
        [
            new(openings.Select(static opening => opening.WriterId).Distinct()),
            new(conversation.Turns.Select(static turn => turn.WriterId).Distinct()),
            new(conversation.FunctionEvents.Select(static call => call.WriterId).Distinct()),
            new(conversation.Logged.Select(static logged => logged.WriterId).Distinct()),
        ];
        var writers = new List<Guid>();
        while (lists.Find(static list => list.Count > 0) is { } some)
        {
            // The first of one list that no other list has behind its first.
            var next = lists.Where(static list => list.Count > 0).Select(static list => list.Peek())
                .Where(first => lists.TrueForAll(list => !list.Skip(1).Contains(first))).FirstOrDefault(some.Peek());
            writers.Add(next);
            lists = lists.ConvertAll(list => new Queue<Guid>(list.Where(writer => writer != next)));
        }

        return writers;
    }
}
