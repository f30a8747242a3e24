using ConvLog.Privacy;
using ConvLog.StoreContract.Differential;
using ConvLog.StoreContract.NonInterference;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.StoreContract;

/// <summary>Readers without the permission see the same, whether the store returns all data to the gate or only the visible part.</summary>
/// <param name="open">Opens an empty store with visible or personal utterances.</param>
/// <param name="cases">The number of histories; null for 3, 6 in CI and 12 in the long campaign.</param>
/// <param name="everyReader">
/// Whether every reader reads each history, with each visible class; otherwise one without the permission reads the histories, and another reader each class.
/// </param>
public abstract class VisibleReadContract(Func<PrivacyClass, ValueTask<IStoreUnderTest>> open, int? cases = null, bool everyReader = true)
    : StoreTest(() => open(PrivacyClass.Visible))
{
    private readonly int _cases = cases ?? Amount.Of(usual: 3, inCi: 6, inLongCampaign: 12);

    private static readonly Reader[] s_readers =
        [new("other", canReadPii: false), new("may ask", canReadPii: false) { AsksForPii = true }, new("permitted", canReadPii: true)];

    /// <summary>The defaults, and each class alone as visible.</summary>
    private static IEnumerable<string?> Classes { get; } =
        [null, .. typeof(PrivacyOptions).GetProperties().Select(static property => property.Name)
        .Where(static name => name is not nameof(PrivacyOptions.Utterances))];

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    public void A_reader_without_permission_sees_the_same_as_if_all_data_were_read(PrivacyClass utterances)
        => Prop.ForAll(
            Arb.From(Gen.Choose(0, int.MaxValue - 1).ArrayOf()
                .SelectMany(static numbers => Gen.Choose(0, int.MaxValue - 1).Select(difference => (numbers, difference)))),
            history => HoldsAsync(new Twins(history.numbers, history.difference, history.difference, utterances))).Check(Cases.Of(_cases, endSize: 40));

    [Fact]
    public async Task Text_the_host_shows_to_everyone_is_returned_to_every_reader()
    {
        await WriteAsync([.. Full.Records(Full.Conversation())]);

        int place = 0;
        await EachCase.HoldsAsync(Classes, async shown =>
        {
            var readers = everyReader || shown is null ? s_readers : [s_readers[place++ % s_readers.Length]];
            var options = new PrivacyOptions();
            if (shown is not null)
            {
                typeof(PrivacyOptions).GetProperty(shown)!.SetValue(options, PrivacyClass.Visible);
            }

            foreach (var reader in readers)
            {
                string expected = await SeenAsync(FullReads.Of(Store), options, reader);
                string seen = await SeenAsync(Store, options, reader);
                AnswerText.Difference(expected, seen).Should().BeNull("{0} sees what the gate shows", reader.Name);
            }
        });
    }

    [Fact]
    public async Task The_mask_of_a_fully_personal_message_is_hidden_without_permission()
    {
        await using var store = await open(PrivacyClass.Personal);
        var said = Some.Message(ModelMessage.User(new MaskedText("I am jane", "I am [name]")));
        await store.Store.WriteAdmittedAsync(
            [Some.Opening(), Some.Turn(1), said, Some.ModelCall(outcome: FunctionOutcome.Completed) with { Request = [said.Id], Response = said.Id }]);

        foreach (var reads in (IConversationStore[])[store.Store, FullReads.Of(store.Store)])
        {
            var reader = new ConversationReader(reads, new ConversationReaderOptions { Privacy = new PrivacyOptions { Utterances = PrivacyClass.Personal } });
            var call = (await reader.GetAsync(s_readers[0], Some.Conversation))!.Turns.Should().ContainSingle().Which.ModelCalls.Should().ContainSingle().Which;
            call.Request.Append(call.Response!).Select(static message => message.Text.Text).Should().Equal("[redacted]", "[redacted]");
        }
    }

    [Fact]
    public async Task A_log_page_without_personal_entries_ends_and_continues_with_visible_ones()
    {
        await WriteAsync([Some.Opening(),
            .. Enumerable.Range(1, 60).Select(static number => Some.Entry(number) with { IsPii = number % 3 != 0, Content = $"entry {number}" })]);

        List<string> read = [];
        for (var query = new LogQuery(Some.Conversation) { Limit = 7 }; ;)
        {
            var page = await Store.ReadLogAsync(query, PersonalData.None);
            page.Logged.Count.Should().BeLessThanOrEqualTo(7);
            read.AddRange(page.Logged.Cast<EntryRecord>().Select(static entry => entry.Content));
            if (page.Next is null)
            {
                break;
            }

            query = query with { After = page.Next };
        }

        read.Should().Equal(Enumerable.Range(1, 20).Select(static number => $"entry {3 * number}"));
    }

    private async Task HoldsAsync(Twins twins)
    {
        await using var store = await open(twins.Utterances);
        await twins.PlayAsync(store.Store, isTwin: false);
        await store.CatchUpAsync();
        var options = new PrivacyOptions { Utterances = twins.Utterances };
        foreach (var reader in everyReader ? s_readers : s_readers[..1])
        {
            string expected = await SeenAsync(FullReads.Of(store.Store), options, reader);
            string seen = await SeenAsync(store.Store, options, reader);
            AnswerText.Difference(expected, seen).Should().BeNull("{0} sees what the gate shows", reader.Name);
        }
    }

    private static async Task<string> SeenAsync(IConversationStore store, PrivacyOptions options, Reader asking)
    {
        var reader = new ConversationReader(store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(600)), Privacy = options });
        var text = new System.Text.StringBuilder();
        var page = await reader.ListAsync(asking, new ConversationQuery { Limit = 100 });
        text.Append(AnswerText.Of(page.Conversations));
        text.Append(AnswerText.Of((await reader.ListUsersAsync(asking, new UserQuery { From = Some.At(-10_000) })).Users));
        text.Append(AnswerText.Of((await reader.ListWholeAsync(asking, new ConversationQuery { Limit = 3 })).Conversations));
        foreach (var summary in page.Conversations)
        {
            text.Append(AnswerText.Of(await reader.GetAsync(asking, summary.ConversationId)));
            text.Append(AnswerText.Of(await reader.GetTurnsAsync(asking, summary.ConversationId)));
            text.Append(AnswerText.Of(await reader.GetSummaryAsync(asking, summary.ConversationId)));
            text.Append(AnswerText.Of((await reader.GetLogAsync(asking, new LogQuery(summary.ConversationId) { WithPii = true, Limit = 1_000 })).Logged));
        }

        return text.ToString();
    }
}
