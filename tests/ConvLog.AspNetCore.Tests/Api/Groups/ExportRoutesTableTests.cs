using System.Net;
using ConvLog.AspNetCore.Api.Export;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

/// <summary>The CSV file with one conversation per row.</summary>
public sealed class ExportRoutesTableTests
{
    private const string Path = "/convlog/v1/export/conversations";

    [Fact]
    public async Task A_CSV_file_by_conversation_has_one_row_each_with_first_problem_labels_and_ratings()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("judged") { AgentId = "bookings" }))
        {
            using (var turn = conv.BeginTurn("A table for two"))
            {
                using (var call = conv.BeginFunction("save_guest"))
                {
                    await conv.LogApiResponseAsync(new HttpResponseMessage(HttpStatusCode.Conflict)
                    {
                        RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://crm.example/guests"),
                    }, TimeSpan.FromSeconds(1));
                    call.Log.Error("CRM upsert failed", ("status", 409));
                    call.Fail(new InvalidOperationException("No guest"));
                }

                turn.Complete("Done.");
                turn.AddLabel("greeting");
                conv.AddFeedback(FeedbackRating.Dislike, "Rude to Jane Roe", ["too long", "tone"], turn: turn);
            }

            using (var turn = conv.BeginTurn("And wine"))
            {
                turn.Complete("No.");
                turn.Score("groundedness", 0.5);
                conv.AddFeedback(FeedbackRating.Like, "Jane is happy", turn: turn);
            }

            conv.AddLabel("vip");
            conv.Score("csat", 4);
        }

        await site.PlayAsync(new ConversationInfo("=plain"));

        foreach (var (key, comments) in ((string, string)[])[(Site.PiiKey, "Rude to Jane Roe; Jane is happy"), (Site.ReaderKey, "")])
        {
            var answer = await site.GetWithKeyAsync($"{Path}?format=csv&rows=conversation", key);
            answer.Header("Content-Disposition").Should().Be("attachment; filename=\"conversations-one-per-row.csv\"");
            var rows = CsvRows.Read(answer.Body);
            rows.Should().HaveCount(3).And.OnlyContain(static row => row.Count == ConversationTable.Columns.Count);
            rows[0].Should().Equal(ConversationTable.Columns);
            rows.Select(static row => row[0]).Should().BeEquivalentTo("conversation_id", "judged", "'=plain");
            var row = rows[0].Zip(rows.Single(static row => row[0] is "judged"))
                .ToDictionary(static cell => cell.First, static cell => cell.Second, StringComparer.Ordinal);
            (row["conversation_id"], row["status"], row["turns"], row["function_calls"]).Should().Be(("judged", "ended", "2", "1"));
            (row["problems"], row["errors"], row["first_problem_function"], row["first_problem_status"]).Should().Be(("3", "1", "save_guest", "409"));
            row["first_problem"].Should().Be("CRM upsert failed");
            (row["labels"], row["scores"]).Should().Be(("greeting; vip", "csat=4; groundedness=0.5"));
            (row["user_likes"], row["user_dislikes"], row["user_reasons"], row["team_likes"]).Should().Be(("1", "1", "too long; tone", "0"));
            (row["user_comments"], row["team_comments"]).Should().Be((comments, ""));
        }
    }

    [Fact]
    public async Task Each_CSV_row_has_its_first_problem_even_with_many_long_conversations()
    {
        await using var site = await Site.WithKeysAsync(log: static options => options.Limits.EntriesPerScope = 20_000);
        for (int i = 0; i < 25; i++)
        {
            int entries = i < 3 ? 9_000 : 1;
            await site.PlayAsync(new ConversationInfo($"conv-{i}"), conv =>
            {
                for (int entry = 0; entry < entries; entry++)
                {
                    conv.Log.Error($"failed in {i}");
                }
            });
        }

        var rows = CsvRows.Read((await site.GetWithKeyAsync($"{Path}?format=csv&rows=conversation")).Body);

        int id = ConversationTable.Columns.ToList().IndexOf("conversation_id");
        int first = ConversationTable.Columns.ToList().IndexOf("first_problem");
        rows.Skip(1).Select(row => row[first]).Should().Equal(rows.Skip(1).Select(row => row[id].Replace("conv-", "failed in ", StringComparison.Ordinal)));
    }
}
