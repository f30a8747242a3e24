using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConvLog.Privacy;
using ConvLog.Serialization;
using ConvLog.StoreContract.Differential;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.StoreContract.NonInterference;

/// <summary>Two stores that differ only in personal data tell a reader without the permission the same, event by event, whatever comes in.</summary>
/// <param name="open">Opens an empty store; what is passed is whether all that is said counts as personal.</param>
/// <param name="cases">How many pairs a store affords, for each of both; null for 2, 4 in CI and 8 in the long campaign.</param>
public abstract partial class LiveProperty(Func<PrivacyClass, ValueTask<IStoreUnderTest>> open, int? cases = null)
{
    private readonly int _cases = cases ?? Amount.Of(usual: 2, inCi: 4, inLongCampaign: 8);

    private static readonly Reader s_reader = new("other", canReadPii: false);

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    public void Live_updates_without_permission_depend_only_on_visible_data(PrivacyClass utterances)
        => Prop.ForAll(
            Arb.From(
                from numbers in Gen.Choose(0, int.MaxValue - 1).ArrayOf()
                from difference in Gen.Choose(0, int.MaxValue - 1)
                select new Twins(numbers, difference, 0, utterances),
                static twins => twins.Smaller()),
            HoldsAsync).Check(Cases.Of(_cases, endSize: 40));

    private async Task HoldsAsync(Twins twins)
    {
        string expected = await ToldAsync(twins, isTwin: false);
        string told = await ToldAsync(twins, isTwin: true);
        AnswerText.Difference(expected, told).Should().BeNull("only personal data differs");
    }

    private async Task<string> ToldAsync(Twins twins, bool isTwin)
    {
        await using var opened = await open(twins.Utterances);
        var options = new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(0)),
            Privacy = new PrivacyOptions { Utterances = twins.Utterances } };
        await using var live = await LiveWatch.StartAsync(new ConversationReader(opened.Store, options), s_reader,
            new LiveQuery { Pulse = TimeSpan.FromHours(1) });
        await twins.PlayAsync(StepByStep.Of(opened.Store, live), isTwin);

        var text = new StringBuilder();
        foreach (var told in live.Told)
        {
            // The clock stands still, and a place is later than the one before it: how often they were told, which differs by luck, is in its time. That of a
            // conversation ends with an id of the process.
            text.Append(told.Kind).Append(' ').Append(told.Logged is null ? "" : told.Place?.Split('.')[1]).Append(' ').Append(Json(told)).Append('\n');
        }

        // Pseudonyms are random: each is called by the place it first appears at.
        var names = new List<string>();
        return Pseudonyms().Replace(text.ToString(), match =>
        {
            if (!names.Contains(match.Value, StringComparer.Ordinal))
            {
                names.Add(match.Value);
            }

            return string.Create(CultureInfo.InvariantCulture, $"\"{names.IndexOf(match.Value)}\"");
        });
    }

    private static string Json(LiveEvent told)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            ViewJson.Write(json, told);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [GeneratedRegex("(?<=\"(user|pseudonym)\":)\"[^\"]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pseudonyms();

    /// <summary>
    /// Writes one record at a time, and waits until the follower was told of each that may be seen: what is told at once in one store is so in the other.
    /// </summary>
    public class StepByStep : DispatchProxy
    {
        // The last of all in ordinal order: what is told on the same page is told before it.
        public const string Conversation = "\uFFFD\uFFFD a step";

        private IConversationStore _inner = null!; // Set where it is made.
        private LiveWatch _live = null!;
        private int _steps;

        internal static IConversationStore Of(IConversationStore inner, LiveWatch live)
        {
            var steps = (StepByStep)(object)Create<IConversationStore, StepByStep>();
            (steps._inner, steps._live) = (inner, live);
            return (IConversationStore)(object)steps;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
            => targetMethod!.Name is nameof(IConversationStore.WriteAsync)
                ? WriteAsync((IReadOnlyList<StoreRecord>)args![0]!) : targetMethod.Invoke(_inner, args);

        private async ValueTask WriteAsync(IReadOnlyList<StoreRecord> records)
        {
            foreach (var record in records)
            {
                await _inner.WriteAdmittedAsync([record]);
                if (record is EntryRecord { IsPii: true } or ApiResponseRecord { IsPii: true })
                {
                    continue;
                }

                string step = $"step {++_steps}";
                await _inner.WriteAsync([Some.Opening(Conversation), Some.Entry(_steps, step, Conversation) with { Timestamp = Some.At(_steps) }]);
                await _live.UntilToldAsync(step);

                // Its conversation, too, which can be told later: a follower that falls behind is told of the latest state only. Known by its last activity:
                // retention may have deleted the steps before.
                await _live.UntilAsync(told => told.Kind == LiveEventKind.Conversation && told.Conversation.LastActivityAt == Some.At(_steps)
                    && string.Equals(told.Conversation.ConversationId, Conversation, StringComparison.Ordinal));
            }
        }
    }
}
