using ConvLog.AspNetCore.Api;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Reading;

/// <summary>Readers of large conversations use a bounded part of the host's memory on every route and page.</summary>
public sealed class LargeReadTests : IDisposable
{
    private const int Readers = 8;
    private const int Conversations = 4;
    private const long Heap = 256L << 20;

    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();

    private readonly string _folder = Directory.CreateTempSubdirectory("large").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Every_route_and_page_serves_eight_readers_of_large_conversations_within_256_MB()
    {
        string database = Path.Combine(_folder, "conversations.db");
        string[] paths = await WriteAsync(database);
        await using var host = await PublishedProgram.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_GCHeapHardLimit"] = $"0x{Heap:X}",
            ["DOTNET_gcServer"] = "0",
            ["ConvLog__Console__ApiKeys__0__Key"] = PublishedProgram.Key,
            ["ConvLog__Console__ApiKeys__0__Permissions"] = "All",
            ["ConvLog__Console__SearchesPerMinute"] = "1000000",
            ["ConvLog__Console__ExportsPerMinute"] = "1000000",
        }, database);
        using var client = new HttpClient { BaseAddress = new Uri(host.Url), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Add("X-API-KEY", PublishedProgram.Key);
        List<string> failed = [];
        foreach (string path in paths)
        {
            string[] answers = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => AnswerAsync(client, path)));
            failed.AddRange(answers.Where(answer => !IsAnswered(path, answer)).Select(answer => $"{path}: {answer}").Distinct(StringComparer.Ordinal));
        }

        failed.Should().BeEmpty();
    }

    // Some pages do not accept a form, and there is no receipt.
    private static bool IsAnswered(string path, string answer) => answer[0] is '2' or '3'
        || (answer[0] is '4' && (path.StartsWith("POST", StringComparison.Ordinal) || path.Contains("/erasures/", StringComparison.Ordinal)));

    // Reads to the end in small parts, so that only the memory of the host counts.
    private static async Task<string> AnswerAsync(HttpClient client, string path)
    {
        try
        {
            using var request = new HttpRequestMessage(path.StartsWith("POST ", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get,
                path.Split(' ')[^1]);
            if (request.Method == HttpMethod.Post)
            {
                request.Content = new FormUrlEncodedContent([KeyValuePair.Create("reveal", "yes")]);
            }

            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await using var body = await response.Content.ReadAsStreamAsync();
            byte[] part = new byte[64 * 1_024];
            long length = 0;
            for (int read = await body.ReadAsync(part); read > 0; read = await body.ReadAsync(part))
            {
                length += read;
            }

            return FormattableString.Invariant($"{(int)response.StatusCode} {length}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return e.GetType().Name + " " + e.Message;
        }
    }

    // Returns the paths to read.
    private static async Task<string[]> WriteAsync(string database)
    {
        await using var site = await Site.WithKeysAsync(log: options => options.UseSqlite(database), services: static services =>
            services.AddSingleton(new ManualClock(s_now)));
        var store = site.Services.GetRequiredService<IConversationStore>();
        for (int i = 0; i < Conversations; i++)
        {
            await store.WriteAsync(Large($"large-{i}"));
        }

        await store.BringUpToDateAsync();
        var users = await site.Reading.ListUsersAsync(new Privacy.Reader("test", canReadPii: false), new UserQuery());
        return [.. Addresses(site, users.Users[0].Pseudonym)];
    }

    private static List<StoreRecord> Large(string id)
    {
        string text = new('x', 4_000);
        List<StoreRecord> records =
        [
            Some.Opening(id) with { OpenedAt = s_now.AddHours(-1), UserId = "jane", AccountId = "acme", ProjectId = "acme" },
        ];
        for (int turn = 1; turn <= 100; turn++)
        {
            records.Add(Some.Turn(turn, id) with
            {
                StartedAt = s_now.AddHours(-1),
                UserInput = text, AgentResponse = text, EndedAt = s_now, Error = turn % 3 == 0 ? text : null,
            });
            records.Add(Some.Call(turn, id, turn: turn, outcome: FunctionOutcome.Failed) with
            {
                StartedAt = s_now.AddHours(-1), Arguments = Some.Fields(("guest", text)), Error = text,
            });
            records.Add(Some.Feedback(turn, FeedbackRating.Dislike, conversation: id) with { Comment = text });
            records.Add(Some.Annotation(turn, text, conversation: id));
        }

        for (int entry = 1; entry <= 800; entry++)
        {
            records.Add(Some.Entry(1_000 + entry, entry % 10 == 0 ? "table" : "chair", id, level: (EntryLevel)(entry % 3), isPii: entry % 4 == 0) with
            {
                Timestamp = s_now.AddHours(-1), TurnId = Some.TurnId((entry % 100) + 1, id),
                Fields = Some.Fields(("long", text), LogField.Pii("card", text[..1_000])),
            });
        }

        records.AddRange(Enumerable.Range(0, 20).Select(note => Some.Note($"note {note}", text, conversation: id)));
        return records;
    }

    // For each route the default response and the largest one; for each page the initial and the revealed content.
    private static IEnumerable<string> Addresses(Site site, string user)
    {
        foreach (var route in ReadRoutes.All(site))
        {
            string ValueOf(ApiParameter parameter) => parameter.Name switch
            {
                "id" or "conversation" or "conversationId" => "large-1",
                "agentId" => "bookings",
                "account_id" or "project_id" => "acme",
                "user" => user,
                "name" when !parameter.IsInPath => "save_guest",
                _ => ParameterSamples.Valid(parameter)[0],
            };
            yield return ReadRoutes.UrlOf(route, ValueOf);
            if (route.Parameters.FirstOrDefault(static parameter => parameter.Name is "limit") is { } limit)
            {
                using var schema = System.Text.Json.JsonDocument.Parse(limit.Schema);
                yield return ReadRoutes.UrlOf(route, ValueOf, ("limit", schema.RootElement.GetProperty("maximum").GetRawText()));
            }

            if (route.Parameters.Any(static parameter => parameter.Name is "format"))
            {
                yield return ReadRoutes.UrlOf(route, ValueOf, ("format", "csv"));
            }
        }

        foreach (var page in ReadAddresses.PagesOf(site))
        {
            string path = $"/{page.RawText!.TrimStart('/')}".Replace("{conversationId}", "large-1", StringComparison.Ordinal)
                .Replace("{pseudonym}", user, StringComparison.Ordinal).Replace("{receiptId}", Guid.Empty.ToString(), StringComparison.Ordinal);
            path += path switch
            {
                "/convlog/conversations" => "?id=large-1",
                _ when path.StartsWith("/convlog/review/", StringComparison.Ordinal) => "?id=large-1",
                "/convlog/copy" => "?id=large-1&as=json",
                "/convlog/functions/details" or "/convlog/functions/calls" or "/convlog/functions/calls/file" => "?name=save_guest",
                "/convlog/file" or "/convlog/feedback/improved/file" => "?format=csv",
                _ => "",
            };
            yield return path;
            if (!path.StartsWith("/convlog/review/", StringComparison.Ordinal))
            {
                yield return $"POST {path}";
            }
        }
    }
}
