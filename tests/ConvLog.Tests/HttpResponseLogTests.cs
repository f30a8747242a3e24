using System.Net;
using System.Text;

namespace ConvLog.Tests;

public class HttpResponseLogTests
{
    private const string Body = """{"error":"contact exists"}""";

    private static HttpResponseMessage Response(HttpStatusCode status, HttpContent content) => new(status)
    {
        Content = content,
        RequestMessage = new HttpRequestMessage(HttpMethod.Put, "https://crm.example/contacts/17?email=jane%40example.com"),
    };

    private static async Task<ApiResponseEntry> LogAsync(HttpResponseMessage response, LogLimits? limits = null, string? overrideUrl = null,
        CancellationToken cancellationToken = default)
    {
        using var session = new Session(limits);
        await session.Conversation.LogApiResponseAsync(response, TimeSpan.FromMilliseconds(31), overrideUrl, cancellationToken: cancellationToken);
        return session.Sink.ApiResponses.Should().ContainSingle().Subject;
    }

    [Fact]
    public async Task Method_URL_status_and_time_are_taken_from_the_response()
    {
        using var response = Response(HttpStatusCode.OK, new StringContent("fine"));
        var entry = await LogAsync(response);

        entry.Method.Should().Be("PUT");
        entry.Url.Should().Be("https://crm.example/contacts/17?email=jane%40example.com");
        entry.StatusCode.Should().Be(200);
        entry.Elapsed.Should().Be(TimeSpan.FromMilliseconds(31));
        entry.ErrorBody.Should().BeNull();
    }

    [Fact]
    public async Task The_body_of_a_success_is_not_read()
    {
        var content = new UnreadableContent();
        using var response = Response(HttpStatusCode.Created, content);
        await LogAsync(response);

        content.WasRead.Should().BeFalse();
    }

    [Fact]
    public async Task A_seekable_error_body_is_logged_and_remains_readable()
    {
        using var response = Response(HttpStatusCode.Conflict, new StringContent(Body, Encoding.UTF8, "application/json"));
        (await LogAsync(response)).ErrorBody.Should().Be(Body);
        (await response.Content.ReadAsStringAsync()).Should().Be(Body);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
    }

    [Fact]
    public async Task A_forward_only_error_body_is_logged_and_remains_readable()
    {
        var content = new StreamContent(new OnceStream(Encoding.UTF8.GetBytes(Body), partSize: 3));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        content.Headers.TryAddWithoutValidation("X-Kept", "yes");
        using var response = Response(HttpStatusCode.Conflict, content);
        (await LogAsync(response)).ErrorBody.Should().Be(Body);
        response.Content.Headers.GetValues("X-Kept").Should().Equal("yes");
        (await response.Content.ReadAsStringAsync()).Should().Be(Body);
    }

    [Fact]
    public async Task A_buffered_error_body_is_logged_and_remains_readable()
    {
        using var response = Response(HttpStatusCode.Conflict, new StreamContent(new OnceStream(Encoding.UTF8.GetBytes(Body), partSize: 3)));
        await response.Content.LoadIntoBufferAsync();
        (await LogAsync(response)).ErrorBody.Should().Be(Body);
        (await response.Content.ReadAsStringAsync()).Should().Be(Body);
        (await LogAsync(response)).ErrorBody.Should().Be(Body);
    }

    [Fact]
    public async Task Only_the_beginning_of_a_long_stream_is_buffered_and_the_caller_gets_it_all()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 10_000).Select(i => FormattableString.Invariant($"{i},"))));
        var stream = new OnceStream(bytes, partSize: 700);
        using var response = Response(HttpStatusCode.InternalServerError, new StreamContent(stream));
        var entry = await LogAsync(response, new LogLimits { TextLength = 100 });

        stream.BytesRead.Should().BeLessThan(1_000);
        entry.ErrorBody.Should().Be(Encoding.UTF8.GetString(bytes, 0, 100) + "… [cut]");
        (await response.Content.ReadAsByteArrayAsync()).Should().Equal(bytes);
    }

    [Fact]
    public async Task The_truncation_mark_has_the_length_of_the_body_where_known()
    {
        using var response = Response(HttpStatusCode.InternalServerError, new StringContent(new string('x', 50)));
        (await LogAsync(response, new LogLimits { TextLength = 16 })).ErrorBody.Should().Be(new string('x', 16) + "… [cut, 50 bytes]");
        (await LogAsync(response, new LogLimits { TextLength = 50 })).ErrorBody.Should().Be(new string('x', 50));
    }

    [Fact]
    public async Task A_long_body_in_another_script_is_cut_on_a_character_with_a_mark()
    {
        string text = "x" + new string('é', 100);
        using var response = Response(HttpStatusCode.InternalServerError, new StringContent(text));
        using var session = new Session(new LogLimits { TextLength = 100 });
        await session.Conversation.LogApiResponseAsync(response, TimeSpan.Zero);

        session.Sink.ApiResponses[0].ErrorBody.Should().Be("x" + new string('é', 49) + "… [cut, 201 bytes]");
        session.Conversation.Losses.Truncated[LossReason.TextLength].Should().Be(1);
        (await response.Content.ReadAsStringAsync()).Should().Be(text);
    }

    [Theory]
    [InlineData("utf-16", "Zoë")]
    [InlineData("\"iso-8859-1\"", "Zoë")]
    public async Task The_charset_of_the_content_is_used(string charset, string text)
    {
        var content = new ByteArrayContent(Encoding.GetEncoding(charset.Trim('"')).GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", $"text/plain; charset={charset}");
        using var response = Response(HttpStatusCode.BadRequest, content);
        (await LogAsync(response)).ErrorBody.Should().Be(text);
    }

    [Fact]
    public async Task An_unknown_charset_is_read_as_UTF8()
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("Zoë"));
        content.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=klingon");
        using var response = Response(HttpStatusCode.BadRequest, content);
        (await LogAsync(response)).ErrorBody.Should().Be("Zoë");
    }

    [Fact]
    public async Task A_body_that_breaks_fails_for_the_caller_and_the_call_is_logged()
    {
        var stream = new OnceStream(Encoding.UTF8.GetBytes("begin"), partSize: 5) { BreaksAtEnd = true };
        using var response = Response(HttpStatusCode.BadGateway, new StreamContent(stream));
        (await LogAsync(response)).ErrorBody.Should().Be("[unreadable: IOException]");
        await response.Content.Invoking(content => content.ReadAsStringAsync()).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task A_disposed_response_is_logged_without_its_body()
    {
        var response = Response(HttpStatusCode.BadGateway, new StringContent("x"));
        response.Dispose();
        (await LogAsync(response)).ErrorBody.Should().Be("[unreadable: ObjectDisposedException]");
    }

    [Fact]
    public async Task Canceling_logs_the_call_without_its_body()
    {
        using var stop = new CancellationTokenSource();
        using var response = Response(HttpStatusCode.BadGateway, new StreamContent(new NeverStream()));
        var logging = LogAsync(response, cancellationToken: stop.Token);
        await stop.CancelAsync();

        (await logging).ErrorBody.Should().StartWith("[unreadable: ").And.Contain("Cancel");
    }

    [Fact]
    public async Task A_slow_body_is_logged_as_received_after_five_seconds_and_complete_for_the_caller()
    {
        using var session = new Session();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = new OnceStream(Encoding.UTF8.GetBytes(Body), partSize: 8) { ReleaseAfter = (8, release.Task) };
        using var response = Response(HttpStatusCode.Conflict, new StreamContent(stream));
        var logging = session.Conversation.LogApiResponseAsync(response, TimeSpan.Zero);
        session.Clock.Advance(TimeSpan.FromSeconds(4.9));
        logging.IsCompleted.Should().BeFalse();
        session.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await logging;

        session.Sink.ApiResponses.Should().ContainSingle().Which.ErrorBody.Should().Be("{\"error\"… [cut]");
        var reading = response.Content.ReadAsStringAsync();
        release.SetResult();
        (await reading).Should().Be(Body);
    }

    [Fact]
    public async Task Canceling_leaves_the_body_to_the_caller()
    {
        using var stop = new CancellationTokenSource();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var response = Response(HttpStatusCode.BadGateway,
            new StreamContent(new OnceStream(Encoding.UTF8.GetBytes(Body), partSize: 8) { Release = release.Task }));
        var logging = LogAsync(response, cancellationToken: stop.Token);
        await stop.CancelAsync();
        await logging;

        release.SetResult();
        (await response.Content.ReadAsStringAsync()).Should().Be(Body);
    }

    [Fact]
    public async Task A_call_without_a_response_or_request_is_logged_with_the_known_values()
    {
        (await LogAsync(null!)).Should()
            .Match<ApiResponseEntry>(entry => entry.StatusCode == 0 && entry.Method.Length == 0 && entry.Url.Length == 0 && entry.IsError);
        using var response = new HttpResponseMessage(HttpStatusCode.Conflict);
        (await LogAsync(response, overrideUrl: "https://crm.example/contacts/{id}")).Url.Should().Be("https://crm.example/contacts/{id}");
    }

    [Fact]
    public async Task It_belongs_to_the_event_of_the_caller_also_when_the_body_comes_later()
    {
        using var session = new Session();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var response = Response(HttpStatusCode.Conflict,
            new StreamContent(new OnceStream(Encoding.UTF8.GetBytes(Body), partSize: 100) { Release = release.Task }));
        Task logging;
        FunctionEvent call;
        using (call = session.Conversation.BeginFunction("f"))
        {
            logging = session.Conversation.LogApiResponseAsync(response, TimeSpan.Zero, isPii: true);
        }

        release.SetResult();
        await logging;
        session.Sink.ApiResponses.Should().ContainSingle().Which.FunctionEvent.Should().BeSameAs(call);
        session.Sink.ApiResponses[0].IsPii.Should().BeTrue();
    }

    private sealed class UnreadableContent : HttpContent
    {
        public bool WasRead { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            WasRead = true;
            throw new IOException("never read");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class OnceStream(byte[] bytes, int partSize) : Stream
    {
        private int _position;

        public int BytesRead => _position;

        public bool BreaksAtEnd { get; init; }

        public Task Release { get; init; } = Task.CompletedTask;

        public (int Bytes, Task Release) ReleaseAfter { get; init; } = (int.MaxValue, Task.CompletedTask);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only asynchronously.");

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await (_position < ReleaseAfter.Bytes ? Release : ReleaseAfter.Release).WaitAsync(cancellationToken);
            int part = Math.Min(Math.Min(partSize, buffer.Length), bytes.Length - _position);
            if (part == 0 && BreaksAtEnd && buffer.Length > 0)
            {
                throw new IOException("connection reset");
            }

            bytes.AsMemory(_position, part).CopyTo(buffer);
            _position += part;
            return part;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class NeverStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
    }
}
