using System.Globalization;
using System.Net;
using ConvLog.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace ConvLog.Extensions.Http.Tests;

/// <summary>Parallel attempts at one request, with the handlers of Microsoft.Extensions.Http.Resilience.</summary>
public sealed class WholeRequestHandlerTests : IDisposable
{
    private static readonly TimeSpan s_never = TimeSpan.FromHours(1);

    private readonly InMemorySink _sink = new();
    private readonly Conversation _conversation;
    private readonly IDisposable _current;
    private readonly List<ServiceProvider> _hosts = [];

    public WholeRequestHandlerTests()
    {
        _conversation = new Conversation(new ConversationInfo("c"), _sink);
        _current = _conversation.MakeCurrent();
    }

    // The number, status, error and problem flag of each attempt, ordered by number.
    private IEnumerable<string> Attempts => _sink.ApiResponses
        .Select(static response => string.Create(CultureInfo.InvariantCulture,
            $"{Field(response, "attempt") ?? "-"} {response.StatusCode} {Field(response, "error") ?? "-"}{(response.IsProblem ? " problem" : "")}"))
        .Order(StringComparer.Ordinal);

    [Fact]
    public async Task A_hedged_attempt_that_lost_is_numbered_and_no_problem()
    {
        using var server = new HttpListener();
        string address = $"http://127.0.0.1:{LoopbackPort.Free()}/";
        server.Prefixes.Add(address);
        server.Start();
        var client = Client(static hedging => hedging.Hedging.Delay = TimeSpan.FromMilliseconds(1));
        using var call = _conversation.BeginFunction("find_contact");
        var answer = client.GetAsync(address);
        await server.GetContextAsync(); // Never answered.
        (await server.GetContextAsync()).Response.Close();
        (await answer).StatusCode.Should().Be(HttpStatusCode.OK);

        // The order of arrival depends on the network.
        string[] first = ["- 200 -", "2 0 Canceled"], second = ["1 0 Canceled", "2 200 -"];
        Attempts.Should().BeSubsetOf(first.Concat(second)).And.Contain(static attempt => attempt.EndsWith("0 Canceled", StringComparison.Ordinal))
            .And.Contain(static attempt => attempt.Contains(" 200 ", StringComparison.Ordinal));
        _sink.ApiResponses.Should().OnlyContain(response => response.FunctionEvent == call);
    }

    [Fact]
    public async Task Attempts_are_numbered_through_copies_of_the_request()
    {
        var client = Client(static hedging => hedging.Hedging.Delay = TimeSpan.FromSeconds(-1), (attempt, _)
            => Task.FromResult(new HttpResponseMessage(attempt < 3 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK)));
        await client.GetAsync("https://crm.example/");

        Attempts.Should().Equal("- 503 - problem", "2 503 - problem", "3 200 -");
    }

    [Fact]
    public async Task An_attempt_that_timed_out_before_another_was_the_answer_is_a_problem()
    {
        var timedOut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int begun = 0;
        var client = Client(
            hedging =>
            {
                hedging.Hedging.Delay = TimeSpan.FromMilliseconds(1);
                hedging.Endpoint.Timeout.TimeoutGenerator = _ => ValueTask.FromResult(begun++ == 0 ? TimeSpan.FromMilliseconds(200) : s_never);
            },
            async (attempt, token) =>
            {
                if (attempt == 1)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                }
                else if (attempt == 3)
                {
                    await timedOut.Task;
                }

                return new HttpResponseMessage(attempt == 2 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
            },
            failed: timedOut.SetResult);
        (await client.GetAsync("https://crm.example/")).StatusCode.Should().Be(HttpStatusCode.OK);

        Attempts.Should().Equal("- 0 CanceledOrTimedOut problem", "2 503 - problem", "3 200 -");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task If_all_attempts_were_canceled_none_counts_as_lost(bool byTimeout)
    {
        using var caller = new CancellationTokenSource();
        var client = Client(
            hedging =>
            {
                hedging.Hedging.Delay = TimeSpan.FromMilliseconds(1);
                hedging.Hedging.MaxHedgedAttempts = 1;
                hedging.TotalRequestTimeout.TimeoutGenerator = _ => ValueTask.FromResult(byTimeout ? TimeSpan.FromMilliseconds(200) : s_never);
            },
            async (attempt, token) =>
            {
                if (attempt == 2 && !byTimeout)
                {
                    await caller.CancelAsync();
                }

                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return new HttpResponseMessage();
            });
        await client.Invoking(client => client.GetAsync("https://crm.example/", caller.Token)).Should().ThrowAsync<Exception>();
        await Waiting.UntilAsync(() => _sink.ApiResponses.Count == 2);

        Attempts.Should().Equal("- 0 CanceledOrTimedOut problem", "2 0 CanceledOrTimedOut problem");
    }

    [Fact]
    public async Task With_handlers_on_either_side_each_attempt_is_logged_once()
    {
        int inside = 0;
        var client = Client(
            static hedging => hedging.Hedging.Delay = TimeSpan.FromMilliseconds(1),
            static async (attempt, token) =>
            {
                if (attempt == 1)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                }

                return new HttpResponseMessage();
            },
            static services => services.ConfigureHttpClientDefaults(static client => client.AddConvLog()),
            failed: () => inside++,
            twice: true);
        await client.GetAsync("https://crm.example/");
        await Waiting.UntilAsync(() => inside == 1);

        Attempts.Should().Equal("1 0 Canceled", "2 200 -");
    }

    [Fact]
    public async Task Requests_outside_a_conversation_are_unchanged()
    {
        _current.Dispose();
        HttpRequestMessage? sent = null;
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://crm.example/");
        await Client(configure: null, (_, _) => Task.FromResult(new HttpResponseMessage()), seen: message => sent = message).SendAsync(request);

        sent!.Options.Should().NotContain(static option => option.Key.StartsWith("ConvLog", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _hosts.ForEach(static host => host.Dispose());
        _current.Dispose();
        _conversation.Dispose();
    }

    private static object? Field(ApiResponseEntry response, string key) => response.Fields.TryGetValue(key, out object? value) ? value : null;

    private HttpClient Client(
        Action<HttpStandardHedgingResilienceOptions>? configure,
        Func<int, CancellationToken, Task<HttpResponseMessage>>? answer = null,
        Action<IServiceCollection>? defaults = null,
        Action<HttpRequestMessage>? seen = null,
        Action? failed = null,
        bool twice = false)
    {
        var services = new ServiceCollection();
        defaults?.Invoke(services);
        var client = services.AddHttpClient("crm");
        client.AddStandardHedgingHandler().Configure(options =>
        {
            options.TotalRequestTimeout.Timeout = TimeSpan.FromHours(2);
            options.Endpoint.Timeout.Timeout = s_never;
            options.Endpoint.CircuitBreaker.SamplingDuration = TimeSpan.FromHours(3);
            options.Hedging.MaxHedgedAttempts = answer is null ? 1 : 2;
            configure?.Invoke(options);
        });
        client.AddHttpMessageHandler(() => new Outside(failed)).AddConvLog();
        if (twice)
        {
            client.AddConvLog();
        }

        if (answer is not null)
        {
            client.ConfigurePrimaryHttpMessageHandler(() => new Primary(answer, seen));
        }

        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        return host.GetRequiredService<IHttpClientFactory>().CreateClient("crm");
    }

    // Calls back when the inner handler has finished a failed attempt.
    private sealed class Outside(Action? failed) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (Exception)
            {
                failed?.Invoke();
                throw;
            }
        }
    }

    private sealed class Primary(Func<int, CancellationToken, Task<HttpResponseMessage>> answer, Action<HttpRequestMessage>? seen) : HttpMessageHandler
    {
        private int _attempts;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen?.Invoke(request);
            return answer(Interlocked.Increment(ref _attempts), cancellationToken);
        }
    }
}
