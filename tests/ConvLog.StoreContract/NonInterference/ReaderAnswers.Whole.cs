using ConvLog.StoreContract.Differential;

namespace ConvLog.StoreContract.NonInterference;

/// <content>Complete conversations in lists, with their ratings and improved answers, neighbours, and the access log.</content>
internal sealed partial class ReaderAnswers
{
    private async Task WholeAsync(Random random)
    {
        foreach (var query in Enumerable.Range(0, 4).Select(_ => AnyQuery.List(random)).Prepend(new ConversationQuery()))
        {
            var asked = Known(query) with { Offset = 0, Limit = random.Next(1, 4), CountTotal = false };
            var reader = s_reader with { Scope = asked.Scope };
            await AskAsync($"whole: {query}",
                () => WalkAsync(async cursor => await _reader.ListWholeAsync(reader, asked, cursor) is var page
                ? (page.Next, (page.Conversations, page.SearchStopped)) : default));
            await AskAsync($"ratings: {query}",
                () => WalkAsync(async cursor => await _reader.ListFeedbackAsync(reader, asked, cursor) is var page
                ? (page.Next, (page.Feedback, page.SearchStopped)) : default));
            await AskAsync($"improved answers: {query}",
                () => WalkAsync(async cursor => await _reader.ListAnnotationsAsync(reader, asked, cursor) is var page
                ? (page.Next, (page.Annotations, page.SearchStopped)) : default));
            foreach (string id in Vocabulary.Conversations)
            {
                await AskAsync($"beside {id}: {query}", async () => await _reader.FindNeighboursAsync(reader, asked, id));
                var byStart = asked with { Sort = ConversationSort.Created };
                await AskAsync($"after {id}: {query}", async () => await _reader.FindPlaceAfterAsync(reader, byStart, id) is var (rest, cursor)
                    ? (await _reader.ListAsync(reader, rest, cursor)).Conversations : null);
            }
        }

        foreach (string? id in Vocabulary.Conversations.Prepend(null))
        {
            var query = new AccessQuery { ConversationId = id, Limit = 2 };
            await AskAsync($"reads of {id}",
                () => WalkAsync(async cursor => await _reader.ReadAccessLogAsync(s_reader, query, cursor) is var page ? (page.Next, page.Accesses) : default));
            await AskAsync($"latest reads of {id}", async () => (await _reader.ReadAccessLogAsync(query)).Accesses);
        }

        await AskAsync("the chain of reads", async () => (await _reader.VerifyAccessLogAsync(s_reader)).Head);
    }

    private static async Task<object?> WalkAsync(Func<string?, Task<(string? Next, object Part)>> readAsync)
    {
        var parts = new List<object>();
        string? cursor = null;
        do
        {
            (cursor, object part) = await readAsync(cursor);
            parts.Add(part);
        }
        while (cursor is not null);

        return parts;
    }
}
