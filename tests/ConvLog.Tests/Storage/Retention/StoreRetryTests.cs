using ConvLog.Storage;
using ConvLog.Storage.Retention;

namespace ConvLog.Tests.Storage.Retention;

public sealed class StoreRetryTests
{
    private readonly PassingClock _clock = new();
    private readonly List<int> _failures = [];
    private int _asked;

    [Fact]
    public async Task Each_failure_is_reported_with_the_number_of_consecutive_ones()
    {
        int answer = await Patience()
            .RunAsync(_ => ++_asked <= 3 ? throw KeptConversations.Unavailable() : ValueTask.FromResult(_asked), CancellationToken.None);

        answer.Should().Be(4);
        _failures.Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task A_canceled_retry_does_not_call_the_store()
    {
        await FluentActions.Awaiting(() => Patience().RunAsync(_ => ValueTask.FromResult(++_asked), new CancellationToken(canceled: true))).Should()
            .ThrowAsync<OperationCanceledException>();

        _asked.Should().Be(0);
    }

    [Fact]
    public async Task A_failure_while_stopping_throws_a_cancellation()
    {
        using var stop = new CancellationTokenSource();
        var failure = KeptConversations.Unavailable();
        var asking = Patience().RunAsync<int>(
            async _ =>
            {
                await stop.CancelAsync();
                throw failure;
            },
            stop.Token);

        var thrown = (await asking.Awaiting(static a => a).Should().ThrowAsync<OperationCanceledException>()).Which;
        (thrown.Message, thrown.InnerException, thrown.CancellationToken).Should()
            .Be(("The host is stopping; the run resumes when it starts again.", failure, stop.Token));
        _failures.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    public async Task Retries_end_after_exactly_the_maximum_time(int millisecondsLess, int asked)
    {
        long first = 0;
        var asking = Patience().RunAsync<int>(
            async _ =>
            {
                _asked++;
                if (_asked == 1)
                {
                    first = _clock.GetTimestamp();
                }
                else if (_asked == 2)
                {
                    await Task.Delay(StoreRetry.Longest - TimeSpan.FromMilliseconds(millisecondsLess) - _clock.GetElapsedTime(first), _clock,
                        CancellationToken.None);
                }

                throw KeptConversations.Unavailable();
            },
            CancellationToken.None);

        await asking.Awaiting(static a => a).Should().ThrowAsync<ConversationStoreException>();
        _asked.Should().Be(asked);
    }

    private StoreRetry Patience() => new(_clock, (_, failures) => _failures.Add(failures));
}
