using System.Text;
using ConvLog.Privacy;
using ConvLog.Serialization;

namespace ConvLog.StoreContract;

/// <summary>Turns with personal utterances, including late changes of any host.</summary>
/// <param name="open">Opens an empty store with visible or personal utterances.</param>
public abstract class PersonalTurnContract(Func<PrivacyClass, ValueTask<IStoreUnderTest>> open) : StoreTest(() => open(PrivacyClass.Personal))
{
    private const string Id = Some.Conversation;
    private const string Turn = "SM1";

    private static readonly PrivacyOptions s_privacy = new() { Utterances = PrivacyClass.Personal };
    private static readonly Reader s_permitted = new("permitted", canReadPii: true);
    private static readonly Reader s_other = new("other", canReadPii: false);

    /// <summary>Unique words for each value of a turn below; a mask has its own word.</summary>
    private static readonly string[] s_words =
        ["zebra-input", "zebra-added", "zebra-shown", "zebra-said", "zebra-heard", "zebra-streamed", "zebra-answer", "zebra-author"];

    [Fact]
    public async Task Personal_changes_of_another_host_are_shown_only_with_permission()
    {
        await TellAsync();

        string full = await AllAsync(s_permitted);
        string seen = await AllAsync(s_other);
        s_words.Where(word => !full.Contains(word, StringComparison.Ordinal)).Should().Equal(["zebra-shown"], "it stands in place of a text that is shown");
        seen.Should().NotContain("zebra").And.Contain("[redacted]");
        var turn = (await Reader.GetAsync(s_other, Id))!.Turns.Should().ContainSingle().Subject;
        turn.Should().BeEquivalentTo(new
        {
            UserInput = new { Text = "[redacted]" },
            Heard = new { Text = "[redacted]" },
            IsInterrupted = true,
        });
    }

    [Fact]
    public async Task Personal_text_of_another_host_is_not_searchable()
    {
        await TellAsync();
        await WriteAndIndexAsync(Some.Entry(1, "zebra crossing"));

        foreach (var reader in (Reader[])[s_permitted, s_other])
        {
            foreach (string word in s_words)
            {
                (await Reader.ListAsync(reader, new ConversationQuery { Text = word })).Conversations.Should().BeEmpty();
                (await Reader.SearchAsync(reader, new SearchQuery { Text = word })).Hits.Should().BeEmpty();
            }

            (await Reader.ListAsync(reader, new ConversationQuery { Text = "zebra crossing" })).Conversations.Should().ContainSingle("entries are found");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Personal_changes_of_another_host_are_removed_by_expiry_and_erasure(bool isErased)
    {
        await TellAsync();
        if (isErased)
        {
            await EraseAsync();
        }
        else
        {
            await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });
        }

        (await AllAsync(s_permitted)).Should().NotContain("zebra");
        AnswerText.Of(await AnswersAsync()).Should().NotContain("zebra");
        await WriteAsync(Some.TurnChange(1, number: 9) with { TurnId = Turn, AddedInput = "again" });
        AnswerText.Of(await Store.ReadAsync(Id)).Should().NotContain("zebra");
        (await Store.ReadAsync(Id) is null).Should().Be(isErased);
    }

    [Theory] // The store's setting applies, whatever the host reports: the host may be another process.
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_response_time_depends_on_the_user_input_and_not_on_its_mask(bool isSaid)
    {
        var waited = TimeSpan.FromSeconds(2);
        await WriteAsync(Some.Opening(),
            Some.Turn(1) with { UserInput = new MaskedText(isSaid ? "Jane" : "", isSaid ? "" : "shown"), Latency = waited, EndedAt = Some.At(1) });

        (await ReadSummaryAsync()).SlowestLatency.Should().Be(isSaid ? waited : null);
        if (Store is IStatisticsStore counting)
        {
            var counted = await counting.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-60), To = Some.At(60) });
            counted.Total.Latency.Count.Should().Be(isSaid ? 1 : 0);
        }
    }

    private ConversationReader Reader => new(Store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(600)), Privacy = s_privacy });

    // Reports everything that another request can report about a turn, and how far its answer came.
    private async Task TellAsync()
    {
        await WriteAsync(Some.Opening() with { ClosedAt = Some.At(4) }, Some.Turn(1) with
        {
            Id = Turn,
            UserInput = "hello",
            AgentResponse = new MaskedText("zebra-answer", "zebra-shown"),
            Streamed = "zebra-streamed",
            Author = "zebra-author",
            IsInterrupted = true,
            EndedAt = Some.At(3),
        });
        await using var host = new StoreSink(Store, new StoreSinkOptions());
        var options = new ConversationOptions { UtterancesArePersonal = true, TimeProvider = new ManualClock(Some.At(4)) };
        await using (var other = new Conversation(new ConversationInfo(Id) { AgentId = "bookings" }, host, options))
        {
            var turn = other.Turn(Turn);
            turn.SetInput(new MaskedText("zebra-input", "zebra-shown"));
            turn.AddInput("zebra-added");
            turn.Say("zebra-said");
            turn.Interrupt("zebra-heard", TimeSpan.FromSeconds(1));
        }

        (await host.FlushAsync()).Records.Dropped.Should().Be(0);
        await WriteAndIndexAsync();
    }

    // Everything that a reader gets of the conversation, and what the store itself returns.
    private async Task<string> AllAsync(Reader reader)
    {
        var text = new StringBuilder();
        if (await Reader.GetAsync(reader, Id) is { } view)
        {
            text.Append(AnswerText.Of(view)).Append(Encoding.UTF8.GetString(ConversationJson.ToUtf8(view)));
        }

        text.Append(AnswerText.Of(await Reader.GetTurnsAsync(reader, Id)));
        text.Append(AnswerText.Of(await Reader.GetSummaryAsync(reader, Id, "bookings")));
        text.Append(AnswerText.Of((await Reader.ListAsync(reader, new ConversationQuery())).Conversations));
        text.Append(AnswerText.Of((await Reader.ListWholeAsync(reader, new ConversationQuery(), cursor: null)).Conversations));
        return text.ToString();
    }
}
