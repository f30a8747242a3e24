using ConvLog.Records;

namespace ConvLog.Storage.Copy;

/// <summary>Splits a conversation into its records, in an order that makes the target number its openings like the source.</summary>
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

        // Not grouped by opening, to keep their order of arrival.
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

    // Each of these lists is in the order of openings, but may not include all of them.
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
            // The first item of a list that no other list has in a later position.
            var next = lists.Where(static list => list.Count > 0).Select(static list => list.Peek())
                .Where(first => lists.TrueForAll(list => !list.Skip(1).Contains(first))).FirstOrDefault(some.Peek());
            writers.Add(next);
            lists = lists.ConvertAll(list => new Queue<Guid>(list.Where(writer => writer != next)));
        }

        return writers;
    }
}
