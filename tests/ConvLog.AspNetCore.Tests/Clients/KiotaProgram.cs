// Calls every operation with the client that Kiota generates from the document. OpenApiDocumentKiotaTests compiles both together.
using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Generated;
using Generated.Convlog.V1.Conversations;
using Generated.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Http.HttpClientLibrary;

public static class KiotaProgram
{
    private const string Id = "conv-busy";

    public static async Task<string> RunAsync(HttpClient http)
    {
        string address = http.BaseAddress!.ToString().TrimEnd('/');
        var client = new ConvLogClient(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = address });
        var own = client.Convlog.V1;
        var conversation = own.Conversations[Id];
        var turn = conversation.Turns[1];
        var printed = new StringBuilder();
        void Print(string name, object? value) => printed.Append(name).Append('=').Append(value).Append('\n');

        // Conversations
        Given(await own.Health.GetAsync());
        var list = Given(await own.Conversations.GetAsync(static asked => asked.QueryParameters.Environment = GetEnvironmentQueryParameterType.PreRelease));
        Print("total_tokens", list.Conversations![0].TotalTokens);
        var read = Given(await conversation.GetAsync());
        Print("input_tokens", read.Turns![0].Usage!.InputTokens);
        Print("outcome", read.Turns[0].Outcome);
        Given(await own.Conversations["conv-canaries"].GetAsync());
        Print("found", Given(await own.Lookup.PostAsync(new LookupBody { UserId = "jane" })).Conversations![0].ConversationId);
        Given(await conversation.Entries.GetAsync());
        Given(await own.Facets.GetAsync());
        Given(await own.Search.GetAsync(static asked => asked.QueryParameters.Q = "table"));
        Given(await own.Agents.GetAsync());
        var users = Given(await own.Users.GetAsync());
        Given(await own.Users[users.Users![0].Pseudonym!].Conversations.GetAsync());
        var view = Given(await own.Views.PostAsync(new ViewBody { Name = "Unread", Query = "is_unread=true" }));
        Given(await own.Views.GetAsync());
        Given(await own.Views[view.Id!].PutAsync(new ViewReplacement { Name = "Mine", Query = "assigned=me", Version = view.Version }));
        await own.Views[view.Id!].DeleteAsync();

        // Feedback, annotations, scores, labels
        await turn.Feedback.PutAsync(new RatingBody { Source = "team", Rating = "like" });
        Print("rating", Given(await own.Feedback.GetAsync()).Feedback!.Count);
        await turn.Feedback.DeleteAsync(static asked
            => asked.QueryParameters.Source = Generated.Convlog.V1.Conversations.Item.Turns.Item.Feedback.DeleteSourceQueryParameterType.Team);
        var annotation = Given(await turn.Annotations.PostAsync(new AnnotationBody { ImprovedAnswer = "a" }));
        await turn.Annotations[annotation.Id!.Value].PutAsync(new AnnotationBody { ImprovedAnswer = "b" });
        Given(await own.Annotations.GetAsync());
        await LineAsync(await own.Export.Annotations.GetAsync());
        await turn.Annotations[annotation.Id.Value].DeleteAsync();
        Given(await own.Scores.Definitions.GetAsync());
        var body = new ScoreBody { ConversationId = Id, Name = "groundedness", Value = new UntypedDouble(0.83), Source = "model", Scorer = "judge" };
        var score = Given(await own.Scores.PostAsync(body));
        string lines = $"{{\"conversation_id\":\"{Id}\",\"name\":\"a\",\"value\":1}}\n{{\"conversation_id\":\"no\",\"name\":\"a\",\"value\":1}}";
        var file = new MemoryStream(Encoding.UTF8.GetBytes(lines));
        Print("refused", Given(await own.Scores.Import.PostAsync(file, "application/x-ndjson")).Refused);
        await conversation.Scores[score.Id!.Value].DeleteAsync();
        await conversation.Labels.PutAsync(new LabelBody { Label = "vip" });
        await conversation.Labels.DeleteAsync(static asked => asked.QueryParameters.Label = "vip");
        Given(await conversation.Notes.PostAsync(new NoteBody { Text = "Called back." }));
        await conversation.Read.PutAsync();
        await conversation.Assignment.PutAsync(new AssignmentBody { AssignedTo = "me" });
        await conversation.Assignment.DeleteAsync();

        // Figures, files, live
        var statistics = Given(await own.Statistics.GetAsync(asked =>
        {
            asked.QueryParameters.Environment = Generated.Convlog.V1.Statistics.GetEnvironmentQueryParameterType.PreRelease;
            asked.QueryParameters.To = read.StartedAt!.Value.AddHours(1);
        }));
        Print("statistics", statistics.Total!.Tokens!.Input);
        Given(await own.Statistics["latency"].GetAsync());
        Given(await own.Statistics.Calls.GetAsync());
        Given(await own.Statistics.Calls.Details.GetAsync(static asked => asked.QueryParameters.Name = "save_guest"));
        Given(await own.Calls.GetAsync(static asked => asked.QueryParameters.Name = "save_guest"));
        Print("jsonl", (await LineAsync(await own.Export.Conversations.GetAsync()))[..20]);
        var csv = await own.Export.Conversations.GetAsync(static asked
            => asked.QueryParameters.Format = Generated.Convlog.V1.Export.Conversations.GetFormatQueryParameterType.Csv);
        Print("csv", (await LineAsync(csv)).TrimStart('\uFEFF')[..16]);
        await LineAsync(await own.Export.Lookup.PostAsync(new LookupBody { UserId = "jane" }));
        Print("live", await LineAsync(await own.Live.GetAsync()));
        Print("live", await LineAsync(await own.Live[Id].GetAsync()));

        // Managing
        Given(await own.AccessLog.GetAsync());
        Given(await own.AccessLog.Verification.GetAsync());
        Given(await own.Alerts.GetAsync());
        await own.Alerts["Bookings fail"].Silence.PutAsync(new SilenceBody { DurationSeconds = 3600 });
        await own.Alerts["Bookings fail"].Silence.DeleteAsync();
        Given(await own.Holds["conv-42"].PutAsync(new HoldBody { Reason = "case 7" }));
        Given(await own.Holds.GetAsync());
        var erasure = Given(await own.Erasures.PostAsync(new ErasureBody { ConversationId = "conv-42" }));
        Given(await own.Erasures.GetAsync());
        Given(await own.Erasures[erasure.Id!.Value].GetAsync());
        Print("409", await RefusalAsync(() => own.Holds["conv-42"].DeleteAsync()));
        await own.Holds["conv-42"].DeleteAsync(static asked => asked.QueryParameters.Confirmed = true);
        Given(await own.Retention.GetAsync());
        Given(await own.Retention.Preview.PostAsync());
        Given(await own.Retention.Runs.PostAsync(new RetentionRunBody { Confirmed = true }));

        // The compatible API
        var agent = client.V1.Agents["bookings"].Conversations;
        Given(await agent.GetAsync());
        Given(await agent[Id].GetAsync());
        Given(await agent[Id].Note.PostAsync(new AgentNote { Note = "Called back on Monday." }));
        Given(await agent[Id].Annotation.PostAsync(new AgentAnnotations { Annotations = [new AgentAnnotation { TurnOrdinal = 1, Annotation = "a" }] }));
        Given(await client.V3["a"]["p"].Conversations.GetAsync());
        Given(await client.V1["a"]["p"].Conversations.GetAsync());
        Given(await client.Openapi.V1Json.GetAsync());
        Given(await own.OpenapiJson.GetAsync());

        // Refusals
        Print("400", await RefusalAsync(() => own.Conversations.GetAsync(static asked => asked.QueryParameters.Limit = 0)));
        Print("404", await RefusalAsync(() => own.Conversations["none"].GetAsync()));
        Print("404", await RefusalAsync(() => agent["none"].GetAsync()));
        http.DefaultRequestHeaders.Remove("X-API-KEY");
        http.DefaultRequestHeaders.Add("X-API-KEY", "wrong-key-0123456789");
        Print("401", await RefusalAsync(() => own.Agents.GetAsync()));
        Print("401", await RefusalAsync(() => agent.GetAsync()));
        return printed.ToString();
    }

    private static T Given<T>(T? answer) where T : class => answer ?? throw new InvalidOperationException($"There is no {typeof(T)}.");

    private static async Task<string> LineAsync(Stream? file)
    {
        using var reader = new StreamReader(file!);
        return (await reader.ReadLineAsync())!;
    }

    private static async Task<string> RefusalAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "no refusal";
        }
        catch (ApiException refusal)
        {
            return $"{refusal.ResponseStatusCode} {refusal.Message}";
        }
    }
}
