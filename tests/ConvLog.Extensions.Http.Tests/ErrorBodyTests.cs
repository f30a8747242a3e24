using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using ConvLog.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Extensions.Http.Tests;

/// <summary>Error bodies reach the caller as without the handler.</summary>
public sealed class ErrorBodyTests : IDisposable
{
    private readonly InMemorySink _sink = new();
    private readonly ManualClock _clock = new();
    private readonly Conversation _conversation;
    private readonly IDisposable _current;
    private readonly List<IDisposable> _open = [];

    public ErrorBodyTests()
    {
        var options = new ConversationOptions { TimeProvider = _clock, Limits = new LogLimits { TextLength = 64 } };
        _conversation = new Conversation(new ConversationInfo("c"), _sink, options);
        _current = _conversation.MakeCurrent();
    }

    private ApiResponseEntry Response => _sink.ApiResponses.Should().ContainSingle().Subject;

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/xml")]
    [InlineData(null)]
    public async Task The_caller_gets_the_response_before_its_body_and_the_body_is_logged_as_it_is_read(string? type)
    {
        var body = new PushedStream();
        using var response = await GetAsync(body, type);
        response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        body.Reads.Should().Be(0);
        _sink.ApiResponses.Should().BeEmpty("the body may still be read");

        body.Push("first ");
        body.Push("second");
        body.End();
        (await response.Content.ReadAsStringAsync()).Should().Be("first second");
        (Response.StatusCode, Response.ErrorBody).Should().Be((502, "first second"));
    }

    [Fact]
    public async Task An_endless_body_reaches_the_caller_and_is_logged_when_it_is_closed()
    {
        string address = Server("HTTP/1.1 502 Bad Gateway\r\nContent-Type: application/x-ndjson\r\n\r\n{\"tick\":1}\n");
        using (var client = Client(primary: null))
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            var stream = await response.Content.ReadAsStreamAsync();
            byte[] line = new byte[11];
            await stream.ReadExactlyAsync(line);
            Encoding.UTF8.GetString(line).Should().Be("{\"tick\":1}\n");
            stream.CanSeek.Should().BeFalse();
        }

        (Response.StatusCode, Response.ErrorBody).Should().Be((502, "{\"tick\":1}\n… [cut]"));
    }

    [Fact]
    public async Task An_error_disposed_unread_is_logged_at_once_with_the_received_bytes()
    {
        string address = Server("HTTP/1.1 409 Conflict\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"why\":\"exists\"}");
        using var client = Client(primary: null);
        await client.Invoking(client => client.GetFromJsonAsync<object>(address)).Should().ThrowAsync<HttpRequestException>();

        Response.ErrorBody.Should().BeOneOf("{\"why\":\"exists\"}", "[not read]"); // The body can arrive after the headers.
    }

    [Fact]
    public async Task Received_bytes_of_an_unread_body_are_logged_without_waiting()
    {
        var body = new PushedStream();
        body.Push("first");
        (await GetAsync(body)).Dispose();

        Response.ErrorBody.Should().Be("first… [cut]");
        body.IsDisposed.Should().BeFalse("a read goes on");
        body.End();
        await Waiting.UntilAsync(() => body.IsDisposed);
    }

    [Fact]
    public async Task A_slow_body_is_logged_as_far_as_read_after_five_seconds()
    {
        var body = new PushedStream();
        using var response = await GetAsync(body);
        var stream = await response.Content.ReadAsStreamAsync();
        body.Push("first ");
        byte[] part = new byte[6];
        await stream.ReadExactlyAsync(part);
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        _sink.ApiResponses.Should().BeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Response.ErrorBody.Should().Be("first … [cut]");
        body.Push("second");
        body.End();
        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync()).Should().Be("second");
        Response.ErrorBody.Should().Be("first … [cut]", "it is logged once");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unread_response_is_logged_at_the_end_of_the_conversation(bool isReleased)
    {
        using var call = _conversation.BeginFunction("find");
        using var response = await GetAsync(new PushedStream());
        if (isReleased)
        {
            await _conversation.ReleaseAsync();
        }
        else
        {
            await _conversation.DisposeAsync();
        }

        (Response.StatusCode, Response.ErrorBody, Response.FunctionEvent).Should().Be((502, "[not read]", call));
        _conversation.Losses.Dropped.Should().BeEmpty();
    }

    [Fact]
    public async Task A_response_is_in_its_function_at_the_time_and_position_of_its_arrival()
    {
        var body = new PushedStream();
        HttpResponseMessage response;
        FunctionEvent call;
        var came = _clock.GetUtcNow();
        using (call = _conversation.BeginFunction("find"))
        {
            call.Log.Info("before");
            response = await GetAsync(body);
            call.Log.Info("after");
        }

        _clock.Advance(TimeSpan.FromSeconds(2));
        body.End();
        await response.Content.ReadAsStringAsync();

        Response.FunctionEvent.Should().BeSameAs(call);
        Response.Timestamp.Should().Be(came);
        Response.Sequence.Should().Be(_sink.Entries[0].Sequence);
        Response.ErrorBody.Should().BeEmpty();
        response.Dispose();
    }

    [Fact]
    public async Task A_long_body_is_truncated_in_the_log_and_complete_for_the_caller()
    {
        string text = new('x', 100_000);
        var body = new PushedStream();
        body.Push(text);
        body.End();
        using var response = await GetAsync(body);
        (await response.Content.ReadAsStringAsync()).Should().Be(text);

        Response.ErrorBody.Should().Be(new string('x', 64) + "… [cut]");
    }

    [Fact]
    public async Task A_broken_body_fails_for_the_caller_and_is_logged_as_far_as_received()
    {
        var body = new PushedStream();
        body.Push("begin");
        body.Break();
        using var response = await GetAsync(body);
        await response.Content.Invoking(content => content.ReadAsStringAsync()).Should().ThrowAsync<HttpRequestException>();

        Response.ErrorBody.Should().StartWith("begin… [unreadable: ");
    }

    [Fact]
    public async Task Headers_length_and_seeking_are_those_of_the_content()
    {
        var content = new StreamContent(new MemoryStream("twelve bytes"u8.ToArray()));
        content.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=\"utf-8\"; x");
        content.Headers.TryAddWithoutValidation("X-Kept", ["a", "b"]);
        content.Headers.TryAddWithoutValidation("Expires", "0");
        using var response = await GetAsync(content);

        response.Content.Headers.NonValidated.Select(static header => $"{header.Key}={header.Value}")
            .Should().Equal("Content-Type=text/plain; charset=\"utf-8\"; x", "X-Kept=a, b", "Expires=0");
        response.Content.Headers.ContentLength.Should().Be(12);
        var stream = await response.Content.ReadAsStreamAsync();
        stream.Length.Should().Be(12);
        stream.CanSeek.Should().BeTrue();
        stream.CanWrite.Should().BeFalse();
        stream.Seek(7, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync()).Should().Be("bytes");
        stream.Position = 0;
        (await new StreamReader(stream).ReadToEndAsync()).Should().Be("twelve bytes");
        Response.ErrorBody.Should().Be("twelve bytes");
    }

    [Fact]
    public async Task Content_in_memory_is_the_same_object_and_is_logged_at_once()
    {
        var content = new StringContent("exists");
        using var response = await GetAsync(content);

        response.Content.Should().BeSameAs(content);
        response.Content.Headers.NonValidated.Should().ContainSingle("no header is added by measuring");
        Response.ErrorBody.Should().Be("exists");
    }

    [Theory]
    [InlineData("HEAD", HttpStatusCode.NotFound)]
    [InlineData("GET", HttpStatusCode.NotModified)]
    public async Task A_response_that_has_no_body_is_logged_at_once(string method, HttpStatusCode status)
    {
        var body = new PushedStream();
        using var client = Client(new Primary(_ => new HttpResponseMessage(status) { Content = new StreamContent(body) }));
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://crm.example/");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        (Response.StatusCode, Response.ErrorBody, body.Reads).Should().Be(((int)status, null, 0));
    }

    [Fact]
    public async Task Synchronous_reads_are_logged_too()
    {
        var body = new PushedStream();
        body.Push("exists");
        body.End();
        using var client = Client(new Primary(_ => Error(Text(new StreamContent(body), "text/plain"))));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://crm.example/");
        using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = response.Content.ReadAsStream();
        stream.ReadByte().Should().Be('e');
        byte[] rest = new byte[9];
        stream.Read(rest, 0, 9).Should().Be(5);
        stream.Read([]).Should().Be(0);
        _sink.ApiResponses.Should().BeEmpty("an empty read is no end");
        stream.Read(rest, 0, 9).Should().Be(0);

        Response.ErrorBody.Should().Be("exists");
        await Task.CompletedTask;
    }

    public void Dispose()
    {
        _open.ForEach(static open => open.Dispose());
        _current.Dispose();
        _conversation.Dispose();
    }

    private static HttpContent Text(HttpContent content, string? type)
    {
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        return content;
    }

    private static HttpResponseMessage Error(HttpContent content) => new(HttpStatusCode.BadGateway) { Content = content };

    private Task<HttpResponseMessage> GetAsync(Stream body, string? type = "text/plain") => GetAsync(Text(new StreamContent(body), type));

    private Task<HttpResponseMessage> GetAsync(HttpContent content)
        => Client(new Primary(_ => Error(content))).GetAsync("https://crm.example/", HttpCompletionOption.ResponseHeadersRead);

    private HttpClient Client(HttpMessageHandler? primary)
    {
        var services = new ServiceCollection();
        var client = services.AddHttpClient("crm").AddConvLog();
        if (primary is not null)
        {
            client.ConfigurePrimaryHttpMessageHandler(() => primary);
        }

        var host = services.BuildServiceProvider();
        _open.Add(host);
        return host.GetRequiredService<IHttpClientFactory>().CreateClient("crm");
    }

    // Answers each connection with these bytes and leaves it open.
    private string Server(string answer)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _open.Add(listener);
        _ = Task.Run(async () =>
        {
            var connection = await listener.AcceptSocketAsync();
            _open.Add(connection);
            await connection.ReceiveAsync(new byte[4096]);
            await connection.SendAsync(Encoding.UTF8.GetBytes(answer));
        });
        return $"http://{listener.LocalEndpoint}/";
    }

    private sealed class Primary(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(answer(request));

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);
    }
}
