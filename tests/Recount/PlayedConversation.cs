namespace ConvLog.Tests.Recount;

/// <summary>
/// Plays one conversation by a seed: up to three overlapping openings with alternating turns, some of which are left open, fail, are canceled or refused.
/// </summary>
internal sealed partial class PlayedConversation
{
    private static readonly string[] s_agents = ["bookings", "bookings", "support", "sales"];
    private static readonly string?[] s_channels = [null, "webchat", "webchat", "voice", "sms"];
    private static readonly string?[] s_variants = [null, "short-greeting", "long-greeting"];
    private static readonly string?[] s_languages = [null, "en", "en-GB", "de"];

    private readonly IReadOnlyList<IConversationFactory> _factories;
    private readonly int _number;
    private readonly Random _random;
    private readonly Testing.ManualClock _clock;
    private readonly ExpectedConversation _expected;
    private readonly List<PlayedOpening> _open = [];
    private readonly List<ExpectedTurn> _waiting = [];

    private PlayedConversation(IReadOnlyList<IConversationFactory> factories, int number, int seed, DateTimeOffset now)
    {
        (_factories, _number, _random) = (factories, number, new Random(unchecked((seed * 1_000_003) + number)));
        bool isRecent = _random.Next(10) == 0;
        double ago = isRecent ? _random.Next(25, 70) : _random.Next(70, 10 * 24 * 60);
        _clock = new Testing.ManualClock(now - TimeSpan.FromMinutes(ago) + TimeSpan.FromTicks(_random.Next(10_000_000)));
        string agent = Of(s_agents);
        _expected = new ExpectedConversation($"conversation-{number:0000}")
        {
            Agent = agent,
            Account = agent is "sales" ? "globex" : "acme",
            Project = _random.Next(3) == 0 ? null : $"project-{agent}",
            Environment = (ConversationEnvironment)Of([0, 0, 0, 0, 0, 0, 1, 2, 3]),
        };
    }

    /// <summary>Plays one conversation.</summary>
    /// <param name="factories">The conversation factories of the hosts, each of which has some openings.</param>
    /// <param name="number">The number of the conversation.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="now">The latest time.</param>
    /// <returns>The data as played.</returns>
    public static async Task<ExpectedConversation> PlayAsync(IReadOnlyList<IConversationFactory> factories, int number, int seed, DateTimeOffset now)
    {
        var played = new PlayedConversation(factories, number, seed, now);
        await played.PlayAsync();
        return played._expected;
    }

    private async Task PlayAsync()
    {
        int openings = Of([1, 1, 2, 2, 3]);
        await OpenOneAsync();
        for (int steps = _random.Next(3, 24); steps > 0; steps--)
        {
            Pass(_random.Next(50, 20_000));
            if (_expected.Openings.Count < openings && _random.Next(3) == 0)
            {
                await OpenOneAsync();
            }

            var opening = Of([.. _open]);
            await HandToAsync(opening.Host);
            Act(opening);
        }

        await HandToAsync(host: null);
        Judge();
        await HandToAsync(host: null);
        await EndAsync();
    }

    // Flushes the records of one host before another continues: the wall clock does not advance here, so queued records would otherwise arrive hours later.
    private async Task HandToAsync(int? host)
    {
        foreach (var opening in _open.Where(opening => opening.Host != host))
        {
            await opening.Conversation.FlushAsync();
        }
    }

    private async Task OpenOneAsync()
    {
        int host = _random.Next(60) % _factories.Count;
        await HandToAsync(host);
        bool isFirst = _expected.Openings.Count == 0;
        var expected = new ExpectedOpening
        {
            OpenedAt = _clock.GetUtcNow(),
            Channel = isFirst || _random.Next(3) == 0 ? Of(s_channels) : null,
            User = _random.Next(4) == 0 ? null : $"user-{(_number + (isFirst ? 0 : _random.Next(2))) % 17}",
            Variant = isFirst || _random.Next(4) == 0 ? Of(s_variants) : null,
            Language = _random.Next(2) == 0 ? Of(s_languages) : null,
        };
        var conversation = _factories[host].Open(
            new ConversationInfo(_expected.Id)
            {
                AgentId = _expected.Agent,
                AccountId = _expected.Account,
                ProjectId = _expected.Project,
                Environment = _expected.Environment,
                Channel = expected.Channel,
                UserId = expected.User,
                VariantId = expected.Variant,
                Language = expected.Language,
            },
            _clock);
        _expected.Openings.Add(expected);
        _open.Add(new PlayedOpening(conversation, host, expected));
        Happened();
    }

    private void Act(PlayedOpening opening)
    {
        if (_waiting.Count > 0 && _random.Next(3) == 0)
        {
            Continue(opening, Of([.. _waiting]));
            return;
        }

        if (opening.Turns.Count == 0 || _random.Next(12) == 0)
        {
            if (!opening.HadTurn && _random.Next(6) == 0)
            {
                Log(opening.Conversation.Log, turn: null, call: null);
                return;
            }

            Begin(opening);
            return;
        }

        var (turn, expected) = Of([.. opening.Turns]);
        switch (_random.Next(10))
        {
            case 0 or 1:
                AskModel(opening, turn, expected);
                break;
            case 2 or 3 or 4:
                Call(opening, turn, expected);
                break;
            case 5:
                Log(turn.Log, expected, call: null);
                break;
            case 6 when opening.Calls.Count > 0:
                End(opening, opening.Calls[0]);
                break;
            default:
                End(opening, turn, expected);
                break;
        }
    }

    private async Task EndAsync()
    {
        if (_expected.EndReason is { } reason)
        {
            _expected.EndedAt = _clock.GetUtcNow();
            _open[0].Conversation.End(reason);
        }

        // One of several openings is killed: its records are stored, but nothing closes it.
        int killed = _random.Next(8) == 0 ? _random.Next(_open.Count) : -1;
        foreach (var (i, opening) in _open.Index().OrderBy(_ => _random.Next()).ToList())
        {
            Pass(_random.Next(0, 5_000));
            if (i == killed)
            {
                // The end of a call reports what was lost in it.
                opening.Calls.ForEach(static call => (call.Expected.HasLoss, call.Expected.HasPersonalLoss) = (false, false));
                await opening.Conversation.FlushAsync();
                continue;
            }

            foreach (var (_, turn) in opening.Turns)
            {
                turn.IsAbandoned = true;
            }

            opening.Calls.ForEach(static call => call.Expected.Outcome = FunctionOutcome.Abandoned);
            opening.Running.ForEach(static call => (call.Call.Outcome, call.Call.FirstToken) = (FunctionOutcome.Abandoned, call.FirstToken));
            opening.Expected.ClosedAt = _clock.GetUtcNow();
            Happened();
            await opening.Conversation.DisposeAsync();
        }
    }

    private void Happened(bool isPii = false) => _expected.Activity.Add((_clock.GetUtcNow(), isPii));

    private void Pass(int milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds) + TimeSpan.FromTicks(_random.Next(10_000)));

    private T Of<T>(T[] all) => all[_random.Next(all.Length)];
}
