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

/// <summary>Two stores that differ only in personal data send the same live events to a reader without the permission.</summary>
/// <param name="open">Opens an empty store with visible or personal utterances.</param>
/// <param name="cases">The number of pairs for each; null for 2, 4 in CI and 8 in the long campaign.</param>
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
        foreach (var told in live.Received)
        {
            // The clock is stopped, and each cursor is later than the previous one, so its time depends on the number of events, which varies by chance. The
            // cursor of a
            // conversation ends with an ID of the process.
            text.Append(told.Kind).Append(' ').Append(told.Logged is null ? "" : told.Place?.Split('.')[1]).Append(' ').Append(Json(told)).Append('\n');
        }

        // Pseudonyms are random, so each is replaced by the index of its first occurrence.
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
    /// Writes one record at a time, and waits until the live reader has received each visible one, so that events are grouped alike in both stores.
    /// </summary>
    public class StepByStep : DispatchProxy
    {
        // The last ID in ordinal order: other events on the same page come before it.
        public const string Conversation = "\uFFFD\uFFFD a step";

        private IConversationStore _inner = null!; // Set by the factory.
        private LiveWatch _live = null!;
        private int _steps;

        internal static IConversationStore Of(IConversationStore inner, LiveWatch live)
        {
            var steps = (StepByStep)(object)Create<IFullStore, StepByStep>();
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
                await _live.UntilReceivedAsync(step);

                // Waits for its conversation too, which may come later: a slow follower gets only the latest state. It is recognized by its last activity,
                // because retention may
                // have deleted the previous steps.
                await _live.UntilAsync(told => told.Kind == LiveEventKind.Conversation && told.Conversation.LastActivityAt == Some.At(_steps)
                    && string.Equals(told.Conversation.ConversationId, Conversation, StringComparison.Ordinal));
            }
        }
    }
}
