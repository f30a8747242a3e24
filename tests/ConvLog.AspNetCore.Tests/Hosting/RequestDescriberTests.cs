using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>The endpoint gets the full body however the delegate reads it. Runs on Kestrel with real request bodies.</summary>
public sealed class RequestDescriberTests
{
    private const string Id = "c-1";

    private static readonly string s_json = JsonSerializer.Serialize(new { conversation_id = Id, text = new string('x', 200_000) });

    private static readonly Dictionary<string, Func<HttpContext, Task<string?>>> s_ways = new(StringComparer.Ordinal)
    {
        ["nothing"] = static _ => Task.FromResult<string?>(Id),
        ["JSON"] = static async context => (await context.Request.ReadFromJsonAsync<JsonElement>()).GetProperty("conversation_id").GetString(),
        ["a reader that disposes the stream"] = static async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            return JsonDocument.Parse(await reader.ReadToEndAsync()).RootElement.GetProperty("conversation_id").GetString();
        },
        ["half"] = static async context =>
        {
            await context.Request.Body.ReadExactlyAsync(new byte[s_json.Length / 2]);
            return Id;
        },
        ["one byte at a time"] = static async context =>
        {
            for (int i = 0; i < 100; i++)
            {
                await context.Request.Body.ReadExactlyAsync(new byte[1]);
            }

            return Id;
        },
        ["the pipe, half"] = static async context =>
        {
            var read = await context.Request.BodyReader.ReadAsync();
            context.Request.BodyReader.AdvanceTo(read.Buffer.GetPosition(10), read.Buffer.End);
            return Id;
        },
        ["the pipe, not advanced"] = static async context =>
        {
            await context.Request.BodyReader.ReadAsync();
            return Id;
        },
        ["the pipe, completed"] = static async context =>
        {
            await context.Request.BodyReader.CompleteAsync();
            return Id;
        },
        ["buffered by itself"] = static async context =>
        {
            context.Request.EnableBuffering();
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Request.Body.Position = 0;
            return Id;
        },
        ["a body of its own"] = static context =>
        {
            context.Request.Body = new MemoryStream();
            return Task.FromResult<string?>(Id);
        },
        ["a form that it is not"] = static async context =>
        {
            context.Request.ContentType = "multipart/form-data; boundary=x";
            try
            {
                await context.Request.ReadFormAsync();
            }
            finally
            {
                context.Request.ContentType = "application/json";
            }

            return Id;
        },
        ["throws after half"] = static async context =>
        {
            await context.Request.Body.ReadExactlyAsync(new byte[100]);
            throw new InvalidOperationException("which");
        },
    };

    [Theory]
    [InlineData(HttpProtocols.Http1, false)]
    [InlineData(HttpProtocols.Http1, true)]
    [InlineData(HttpProtocols.Http2, false)]
    public async Task The_endpoint_gets_the_full_body_however_the_delegate_reads_it(HttpProtocols protocols, bool isChunked)
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.UseConvLog(static async context
                    => await s_ways[context.Request.Query["way"].ToString()](context) is { } id ? new ConversationInfo(id) : null);
                app.MapPost("/hash", static async (HttpContext context)
                    => $"{Conversation.Current?.Info.Id} {Convert.ToHexString(await SHA256.HashDataAsync(context.Request.Body))}");
                app.MapPost("/json", static async (HttpContext context)
                    => $"{Conversation.Current?.Info.Id} {(await context.Request.ReadFromJsonAsync<JsonElement>()).GetProperty("text").GetString()!.Length}");
            },
            protocols);
        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(s_json)));
        await EachCase.HoldsAsync(s_ways.Keys, async way =>
        {
            string id = way.StartsWith("throws", StringComparison.Ordinal) || way.StartsWith("a form", StringComparison.Ordinal) ? "" : Id;
            (await SendAsync(host, "/hash", way, isChunked)).Should().Be($"{id} {hash}");
            (await SendAsync(host, "/json", way, isChunked)).Should().Be($"{id} 200000");
        });
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Delegate_and_endpoint_both_read_forms_within_their_own_limits(HttpProtocols protocols)
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.UseConvLog(
                    static async context => new ConversationInfo((await context.Request.ReadFormAsync())["id"]),
                    new RequestConversationOptions { MaximumBodySize = 1_000 });
                app.MapPost("/", static async (HttpContext context) =>
                {
                    var form = await context.Request.ReadFormAsync();
                    return $"{Conversation.Current?.Info.Id} {form["id"]} {form["text"].ToString().Length}";
                });
            },
            protocols);
        await EachCase.HoldsAsync([100, 2_000], async length =>
        {
            using var form = new FormUrlEncodedContent([new("id", Id), new("text", new string('x', length))]);
            using var parts = new MultipartFormDataContent { { new StringContent(Id), "id" }, { new StringContent(new string('x', length)), "text" } };
            string expected = $"{(length > 1_000 ? "" : Id)} {Id} {length}";
            (await PostAsync(host, form)).Should().Be(expected);
            (await PostAsync(host, parts)).Should().Be(expected);
        });
        host.LinesWith("MaximumBodySize").Should().HaveCount(2);
    }

    [Fact]
    public async Task An_upload_of_100_MB_is_streamed_past_a_delegate_that_reads_too_much()
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.UseConvLog(static async context =>
                {
                    await context.Request.Body.CopyToAsync(Stream.Null);
                    return new ConversationInfo(Id);
                });
                app.MapPost("/", static async (HttpContext context) =>
                {
                    context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.IsReadOnly.Should().BeTrue("the delegate has begun to read");
                    long count = 0;
                    byte[] buffer = new byte[81_920];
                    while (await context.Request.Body.ReadAsync(buffer) is > 0 and int read)
                    {
                        count += read;
                    }

                    return $"{Conversation.Current?.Info.Id} {count}";
                });
            },
            HttpProtocols.Http1,
            kestrel: static options => options.Limits.MaxRequestBodySize = 100_000_000);
        using var content = new ByteArrayContent(new byte[100_000_000]);
        (await PostAsync(host, content)).Should().Be(" 100000000");

        host.LinesWith("1048576 bytes").Should().ContainSingle();
    }

    [Fact]
    public async Task The_body_limits_of_the_host_apply()
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.UseConvLog(static async context => new ConversationInfo((await context.Request.ReadFromJsonAsync<JsonElement>()).GetString()));
                app.MapPost("/", static async (HttpContext context) => await new StreamReader(context.Request.Body).ReadToEndAsync());
            },
            HttpProtocols.Http1,
            kestrel: static options => options.Limits.MaxRequestBodySize = 1_000);
        using var content = new StringContent($"\"{new string('x', 2_000)}\"", Encoding.UTF8, "application/json");

        (await host.Client.PostAsync("/", content)).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_request_without_a_body_is_empty_for_delegate_and_endpoint()
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.UseConvLog(static async context => new ConversationInfo(await new StreamReader(context.Request.Body).ReadToEndAsync() + Id));
                app.Map("/", static async (HttpContext context)
                    => $"{Conversation.Current?.Info.Id} {await context.Request.Body.ReadAsync(new byte[1])}");
            },
            HttpProtocols.Http1);
        (await host.Client.GetStringAsync("/")).Should().Be($"{Id} 0");
        using var empty = new ByteArrayContent([]);

        (await PostAsync(host, empty)).Should().Be($"{Id} 0");
    }

    [Fact]
    public async Task A_client_that_expects_100_Continue_sends_its_full_body()
    {
        await using var host = await RequestHost.StartAsync(UseHalf, HttpProtocols.Http1);
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(5) };
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.ExpectContinue = true;

        (await (await client.PostAsync(host.Url + "/", new StringContent("half of it"))).Content.ReadAsStringAsync()).Should().Be($"{Id} half of it");
    }

    [Fact]
    public async Task A_body_buffered_by_the_host_can_still_be_rewound()
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.Use(static (context, next) =>
                {
                    context.Request.EnableBuffering();
                    return next(context);
                });
                UseHalf(app);
                app.MapPost("/twice", static async (HttpContext context) =>
                {
                    using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
                    string first = await reader.ReadToEndAsync();
                    context.Request.Body.Position = 0;
                    return first + await reader.ReadToEndAsync();
                });
            },
            HttpProtocols.Http1);

        (await (await host.Client.PostAsync("/twice", new StringContent("0123456789"))).Content.ReadAsStringAsync()).Should().Be("01234567890123456789");
    }

    [Fact]
    public async Task A_bidirectional_stream_is_not_delayed()
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.UseConvLog(static context => ValueTask.FromResult<ConversationInfo?>(new(context.Request.Headers["X-Id"])));
                app.MapPost("/", static async (HttpContext context) =>
                {
                    byte[] buffer = new byte[100];
                    while (await context.Request.Body.ReadAsync(buffer) is > 0 and int read)
                    {
                        await context.Response.Body.WriteAsync(buffer.AsMemory(0, read));
                        await context.Response.Body.FlushAsync();
                    }
                });
            },
            HttpProtocols.Http2);
        using var content = new GatedContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = content, Headers = { { "X-Id", Id } }, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        await content.SendAsync("ping");
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var answers = await response.Content.ReadAsStreamAsync();
        byte[] answer = new byte[4];
        await answers.ReadExactlyAsync(answer);
        await content.SendAsync("pong");
        await answers.ReadExactlyAsync(answer);
        content.Complete();

        Encoding.ASCII.GetString(answer).Should().Be("pong");
        (await answers.ReadAsync(answer)).Should().Be(0);
    }

    [Fact]
    public async Task A_WebSocket_request_has_no_body_to_wait_for_and_its_conversation_lasts_as_long()
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.UseWebSockets();
                app.UseConvLog(static async context => new ConversationInfo(Id + await new StreamReader(context.Request.Body).ReadToEndAsync()));
                app.Map("/", static async (HttpContext context) =>
                {
                    using var socket = await context.WebSockets.AcceptWebSocketAsync();
                    var received = await socket.ReceiveAsync(new byte[100].AsMemory(), default);
                    Conversation.Current!.Log.Info("received", ("bytes", received.Count));
                    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
                });
            },
            HttpProtocols.Http1);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri(host.Url.Replace("http", "ws", StringComparison.Ordinal)), default);
        host.Sink.Records.Should().BeEmpty();
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, default);
        await client.ReceiveAsync(new byte[1], default);

        host.Sink.Entries.Should().ContainSingle().Which.ConversationId.Should().Be(Id);
    }

    [Fact]
    public async Task A_synchronous_read_fails_with_the_alternative()
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.UseConvLog(static context => new StreamReader(context.Request.Body).ReadToEnd());
                app.MapPost("/", static async (HttpContext context)
                    => $"{Conversation.Current?.Info.Id} {await new StreamReader(context.Request.Body).ReadToEndAsync()}");
            },
            HttpProtocols.Http1);
        using var content = new StringContent("whole");
        (await PostAsync(host, content)).Should().Be(" whole");

        host.LinesWith("app.UseConvLog(async context =>").Should().ContainSingle().Which.Should().Contain("synchronously");
    }

    [Fact]
    public async Task Allowed_synchronous_reads_leave_the_body_complete()
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.UseConvLog(static context => new StreamReader(context.Request.Body).ReadToEnd());
                app.MapPost("/", static async (HttpContext context)
                    => $"{Conversation.Current?.Info.Id} {await new StreamReader(context.Request.Body).ReadToEndAsync()}");
            },
            HttpProtocols.Http1,
            kestrel: static options => options.AllowSynchronousIO = true);
        using var content = new StringContent(Id);

        (await PostAsync(host, content)).Should().Be($"{Id} {Id}");
    }

    private static void UseHalf(WebApplication app)
    {
        app.UseConvLog(static async context =>
        {
            await context.Request.Body.ReadExactlyAsync(new byte[5]);
            return new ConversationInfo(Id);
        });
        app.MapPost("/", static async (HttpContext context)
            => $"{Conversation.Current?.Info.Id} {await new StreamReader(context.Request.Body).ReadToEndAsync()}");
    }

    private static async Task<string> SendAsync(RequestHost host, string path, string way, bool isChunked)
    {
        using var content = new StringContent(s_json, new MediaTypeHeaderValue("application/json"));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}?way={Uri.EscapeDataString(way)}")
        {
            Content = content, Version = host.Client.DefaultRequestVersion, VersionPolicy = host.Client.DefaultVersionPolicy,
            Headers = { TransferEncodingChunked = isChunked },
        };
        using var response = await host.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string> PostAsync(RequestHost host, HttpContent content)
        => await (await host.Client.PostAsync("/", content)).Content.ReadAsStringAsync();
}
