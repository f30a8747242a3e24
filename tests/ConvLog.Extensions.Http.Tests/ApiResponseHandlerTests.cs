using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ConvLog.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Extensions.Http.Tests;

/// <summary>HTTP calls as API responses of a conversation.</summary>
public sealed class ApiResponseHandlerTests : IDisposable
{
    private readonly InMemorySink _sink = new();
    private readonly Conversation _conversation;
    private readonly IDisposable _current;
    private readonly List<ServiceProvider> _hosts = [];

    public ApiResponseHandlerTests()
    {
        _conversation = new Conversation(new ConversationInfo("c"), _sink);
        _current = _conversation.MakeCurrent();
    }

    private ApiResponseEntry Response => _sink.ApiResponses.Should().ContainSingle().Subject;

    [Fact]
    public async Task A_response_is_an_API_response_of_the_function_event()
    {
        using var call = _conversation.BeginFunction("find_contact");
        await Client(static _ => new HttpResponseMessage(HttpStatusCode.OK)).GetAsync("/contacts/42?email=zoe@example.com");

        Response.FunctionEvent.Should().BeSameAs(call);
        Response.Method.Should().Be("GET");
        Response.Url.Should().Be("https://crm.example:8443");
        Response.StatusCode.Should().Be(200);
        Response.ErrorBody.Should().BeNull();
        Response.Elapsed.Should().BeGreaterThan(TimeSpan.Zero);
        Response.Fields.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Key = "path", Value = "/contacts/42?email=zoe@example.com", IsPii = true }, "nobody chose this path to be seen");
    }

    [Fact]
    public async Task A_template_of_the_host_is_visible_and_the_path_is_not_kept()
    {
        await Client(
            static _ => new HttpResponseMessage(HttpStatusCode.OK),
            static options => options.PathTemplate = static request => request.RequestUri!.AbsolutePath.StartsWith("/contacts/",
                StringComparison.Ordinal) ? "/contacts/{id}" : null)
            .GetAsync("/contacts/42?q=1");

        Response.Url.Should().Be("https://crm.example:8443/contacts/{id}?q=1");
        Response.Fields.Should().BeEmpty();
    }

    [Fact]
    public async Task A_template_of_the_request_counts_first()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/contacts/42");
        request.Options.Set(ConvLogHttpOptions.PathTemplateKey, "contacts/{contact}");
        await Client(static _ => new HttpResponseMessage(HttpStatusCode.NoContent), static options => options.PathTemplate = static _
            => "/other").SendAsync(request);

        Response.Method.Should().Be("DELETE");
        Response.Url.Should().Be("https://crm.example:8443/contacts/{contact}");
    }

    [Fact]
    public async Task A_rule_that_throws_leaves_the_path_personal()
    {
        var client = Client(static _ => new HttpResponseMessage(HttpStatusCode.NotFound), static options =>
        {
            options.PathTemplate = static _ => throw new InvalidOperationException("rule");
            options.IsExpected = static _ => throw new InvalidOperationException("rule");
        });
        (await client.GetAsync("/contacts/42")).StatusCode.Should().Be(HttpStatusCode.NotFound);

        Response.Url.Should().Be("https://crm.example:8443");
        Response.IsExpected.Should().BeFalse();
    }

    [Fact]
    public async Task An_error_body_is_logged_and_remains_readable()
    {
        var response = await Client(static _ => new HttpResponseMessage(HttpStatusCode.Conflict) { Content = new StringContent("{\"why\":\"exists\"}",
            Encoding.UTF8, "application/json") })
            .GetAsync("/", HttpCompletionOption.ResponseHeadersRead);

        Response.StatusCode.Should().Be(409);
        Response.ErrorBody.Should().Be("{\"why\":\"exists\"}");
        (await response.Content.ReadAsStringAsync()).Should().Be("{\"why\":\"exists\"}");
    }

    [Fact]
    public async Task A_response_that_is_expected_is_no_problem()
    {
        await Client(static _ => new HttpResponseMessage(HttpStatusCode.NotFound), static options => options.IsExpected = static response
            => response.StatusCode == HttpStatusCode.NotFound)
            .GetAsync("/");

        Response.IsProblem.Should().BeFalse();
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("image/png")]
    [InlineData("application/octet-stream")]
    public async Task A_binary_error_body_is_not_read(string type)
    {
        var body = new CountingStream();
        await Client(_ => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StreamContent(
            body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } } })
            .GetAsync("/", HttpCompletionOption.ResponseHeadersRead);

        body.Reads.Should().Be(0);
        Response.ErrorBody.Should().Be($"[{type}]");
    }

    [Fact]
    public async Task An_error_without_a_body_has_none()
    {
        await Client(static _ => new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = null }).GetAsync("/");

        (Response.StatusCode, Response.ErrorBody ?? "").Should().Be((500, ""));
    }

    [Fact]
    public async Task A_streamed_success_is_not_read()
    {
        var body = new CountingStream();
        await Client(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) }).GetAsync("/",
            HttpCompletionOption.ResponseHeadersRead);

        body.Reads.Should().Be(0);
        Response.StatusCode.Should().Be(200);
    }

    [Fact]
    public async Task Headers_and_credentials_are_never_logged()
    {
        var client = Client(static _ => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Headers = { { "X-Secret", "s3cret" } } },
            baseAddress: "https://zoe:s3cret@crm.example/");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "s3cret");
        await client.GetAsync("/");

        string.Join(' ', Response.Url, Response.ErrorBody, string.Join(' ', Response.Fields.Select(static field => field.Value)))
            .Should().NotContain("s3cret").And.NotContain("zoe");
    }

    [Fact]
    public async Task A_connection_that_fails_has_the_status_0_and_the_reason()
    {
        var client = Client(primary: null, baseAddress: $"http://127.0.0.1:{LoopbackPort.Free()}");
        await client.Invoking(static client => client.GetAsync("/")).Should().ThrowAsync<HttpRequestException>();

        Response.StatusCode.Should().Be(0);
        Response.IsProblem.Should().BeTrue();
        Response.ErrorBody.Should().Contain("refused");
        Response.Fields["error"].Should().Be("ConnectionError");
        Response.Fields["error_type"].Should().Be("System.Net.Http.HttpRequestException");
    }

    [Fact]
    public async Task A_call_that_ends_as_the_user_left_is_no_problem()
    {
        using var left = new CancellationTokenSource();
        using var explained = _conversation.ExplainCancel(left.Token, CancelReason.UserLeft);
        var client = Client(async token =>
        {
            await left.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return new HttpResponseMessage();
        });
        await client.Invoking(client => client.GetAsync("/", left.Token)).Should().ThrowAsync<OperationCanceledException>();

        (Response.StatusCode, Response.Fields["error"], Response.IsProblem).Should().Be((0, "Canceled", false));
    }

    [Fact]
    public async Task A_timeout_has_the_status_0()
    {
        var client = Client(static async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return new HttpResponseMessage();
        });
        client.Timeout = TimeSpan.FromMilliseconds(20);
        await client.Invoking(static client => client.GetAsync("/")).Should().ThrowAsync<TaskCanceledException>();

        Response.StatusCode.Should().Be(0);
        Response.Fields["error"].Should().Be("CanceledOrTimedOut");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_its_caller_did_not_cancel_has_timed_out_and_is_a_problem(bool hasTimeout)
    {
        var client = Client(_ => throw new TaskCanceledException("slow", hasTimeout ? new TimeoutException() : null));
        using var caller = new CancellationTokenSource();
        await client.Invoking(client => client.GetAsync("/", caller.Token)).Should().ThrowAsync<TaskCanceledException>();

        (Response.StatusCode, Response.Fields["error"], Response.IsProblem).Should().Be((0, "TimedOut", true));
    }

    [Fact]
    public async Task A_timeout_is_a_problem_also_where_the_user_has_left()
    {
        using var left = new CancellationTokenSource();
        using var explained = _conversation.ExplainCancel(left.Token, CancelReason.UserLeft);
        var client = Client(async _ =>
        {
            await left.CancelAsync();
            throw new TaskCanceledException("slow", new TimeoutException());
        });
        await client.Invoking(client => client.GetAsync("/", left.Token)).Should().ThrowAsync<OperationCanceledException>();

        (Response.Fields["error"], Response.IsProblem).Should().Be(("TimedOut", true));
    }

    [Fact]
    public async Task Each_attempt_of_a_retrying_handler_is_logged_and_numbered()
    {
        int sent = 0;
        var host = Host(services => services.AddHttpClient("crm", static client => client.BaseAddress = new Uri("https://crm.example"))
            .AddConvLog()
            .AddHttpMessageHandler(static () => new Retrying())
            .AddConvLog()
            .ConfigurePrimaryHttpMessageHandler(() => new Primary((_, _)
                => Task.FromResult(new HttpResponseMessage(++sent < 3 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK)))));
        await host.GetRequiredService<IHttpClientFactory>().CreateClient("crm").GetAsync("/");

        _sink.ApiResponses.Select(static response => (response.StatusCode, Attempt: response.Fields.TryGetValue("attempt",
            out object? attempt) ? attempt : null)).Should().Equal((503, null), (503, 2), (200, 3));
    }

    [Fact]
    public async Task Added_for_all_clients_and_for_one_a_response_is_logged_once()
    {
        var host = Host(static services =>
        {
            services.ConfigureHttpClientDefaults(static client => client.AddConvLog());
            services.AddHttpClient("crm").AddConvLog().ConfigurePrimaryHttpMessageHandler(static () => new Primary(static (_, _)
                => Task.FromResult(new HttpResponseMessage())));
        });
        var client = host.GetRequiredService<IHttpClientFactory>().CreateClient("crm");
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://crm.example/");
        await client.SendAsync(request);

        Response.Fields.ContainsKey("attempt").Should().BeFalse();
    }

    [Fact]
    public void A_synchronous_call_is_logged_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/contacts");
        Client(static _ => new HttpResponseMessage(HttpStatusCode.Conflict) { Content = new StringContent("exists") }).Send(request);

        Response.ErrorBody.Should().Be("exists");
    }

    [Fact]
    public async Task Parallel_calls_are_in_their_function_events()
    {
        var client = Client(static _ => new HttpResponseMessage(HttpStatusCode.OK), static options => options.PathTemplate = static request
            => request.RequestUri!.AbsolutePath);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _conversation.RunFunctionAsync($"f{i}", async () =>
        {
            await Task.Yield();
            await client.GetAsync($"/{i}");
        })));

        _sink.ApiResponses.Should().HaveCount(20).And.OnlyContain(static response => response.Url.EndsWith("/" + response.FunctionEvent!.Name.Substring(1),
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_logged_outside_a_conversation()
    {
        _current.Dispose();
        (await Client(static _ => new HttpResponseMessage(HttpStatusCode.OK)).GetAsync("/")).StatusCode.Should().Be(HttpStatusCode.OK);
        _sink.ApiResponses.Should().BeEmpty();
    }

    public void Dispose()
    {
        _hosts.ForEach(static host => host.Dispose());
        _current.Dispose();
        _conversation.Dispose();
    }

    private HttpClient Client(Func<HttpRequestMessage, HttpResponseMessage> answer, Action<ConvLogHttpOptions>? configure = null,
        string baseAddress = "https://crm.example:8443")
        => Client(new Primary((request, _) => Task.FromResult(answer(request))), configure, baseAddress);

    private HttpClient Client(Func<CancellationToken, Task<HttpResponseMessage>> answer) => Client(new Primary((_, token) => answer(token)));

    private HttpClient Client(HttpMessageHandler? primary, Action<ConvLogHttpOptions>? configure = null, string baseAddress = "https://crm.example:8443")
        => Host(services =>
        {
            var client = services.AddHttpClient("crm", client => client.BaseAddress = new Uri(baseAddress)).AddConvLog(configure);
            if (primary is not null)
            {
                client.ConfigurePrimaryHttpMessageHandler(() => primary);
            }
        }).GetRequiredService<IHttpClientFactory>().CreateClient("crm");

    private ServiceProvider Host(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        configure(services);
        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        return host;
    }

    private sealed class Primary(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => answer(request, cancellationToken);

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
            => answer(request, cancellationToken).GetAwaiter().GetResult();
    }

    private sealed class Retrying : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            while (true)
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }
            }
        }
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Reads { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            Reads++;
            return 0;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            return new(0);
        }
    }
}
