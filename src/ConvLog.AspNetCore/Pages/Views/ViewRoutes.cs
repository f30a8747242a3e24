using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>Saved views of the list of conversations: those of the caller and of the caller's team, by the rules of the console's page.</summary>
internal sealed class ViewRoutes(SavedViews views, ViewCounts counts, PageResponses pages) : IApiRoutes
{
    private const string NameField = "name", QueryField = "query", OwnerField = "of", DefaultField = "is_default", VersionField = "version";

    private static readonly (string, bool)[] s_owners = [("me", false), ("team", true)];
    private static readonly int[] s_refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];
    private static readonly PathText s_id = new("id", "The view.", FromEnd: 1) { IsRequired = true, Example = "0f3a9c21b7d4" };
    private static readonly FlagValue s_counts = new("counts", "Whether each view is counted; default false.");
    private static readonly TextValue s_version = new(VersionField, "Deletes the view only if it still has this version.", Longest: 64);

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/views", ConvLogPermissions.Read, ListAsync)
        {
            OperationId = "listViews",
            Requires = StoreCapabilities.TeamDocuments,
            Summary = "Lists the saved views of the caller and of the team, in their order.",
            Description =
                "The team are the readers with the same scope. query has the filters, the order and the columns of the list, as in the console's address. With counts, each "
                + "view has the number of conversations in the console's list, which counts nothing hidden, and of unread ones; both are null for views that search a text "
                + "and where more than 2,000 conversations would have to be looked at.",
            Parameters = [s_counts],
            ResponseContent = new ApiContent(
                "ViewList",
                """{"views":[{"id":"0f3a9c21b7d4","name":"Assigned to me","of":"me","query":"assigned=me","is_default":false,"version":"5d41402abc4b2a76","conversations":12,"unread":3}]}"""),
        },
        new(HttpMethods.Post, "/views", ConvLogPermissions.Read, CreateAsync)
        {
            OperationId = "createView",
            Requires = StoreCapabilities.TeamDocuments,
            Summary = "Saves a view, for the caller or the team.",
            Description =
                "Views of the team require the permission Annotate; a caller who can view personal data cannot save q and field for the team. A reader and a team have at "
                + "most 50 views each. A default view is the only one of its owner.",
            RequestContent = new ApiContent("ViewBody", """{"name":"Assigned to me","query":"assigned=me","of":"me","is_default":false}"""),
            Status = StatusCodes.Status201Created,
            ResponseContent = ApiContent.Of<ViewCreatedJson>("""{"id":"0f3a9c21b7d4","version":"5d41402abc4b2a76"}"""),
            Refusals = [StatusCodes.Status409Conflict],
        },
        new(HttpMethods.Put, "/views/{id}", ConvLogPermissions.Read, ReplaceAsync)
        {
            OperationId = "replaceView",
            Requires = StoreCapabilities.TeamDocuments,
            Summary = "Replaces a saved view.",
            Description = "The owner stays. With version, the view is replaced only if it still has that version: otherwise the answer is 409.",
            Parameters = [s_id],
            RequestContent = new ApiContent("ViewReplacement", """{"name":"My unread","query":"assigned=me&is_unread=true","version":"5d41402abc4b2a76"}"""),
            ResponseContent = ApiContent.Of<ViewCreatedJson>("""{"id":"0f3a9c21b7d4","version":"7d793037a0760186"}"""),
            Refusals = s_refusals,
        },
        new(HttpMethods.Delete, "/views/{id}", ConvLogPermissions.Read, DeleteAsync)
        {
            OperationId = "deleteView",
            Requires = StoreCapabilities.TeamDocuments,
            Summary = "Deletes a saved view.",
            Parameters = [s_id, s_version],
            Status = StatusCodes.Status204NoContent,
            Refusals = s_refusals,
        },
    ];

    private async ValueTask<IResult> ListAsync(ApiCall call)
    {
        bool isCounted = s_counts.Read(call) == true;
        var set = await views.ReadAsync(call.Visitor, call.Aborted).ConfigureAwait(false);
        var counted = isCounted ? await counts.ReadAsync(call.Context, PageOf(call), call.Visitor.PageReader!, set).ConfigureAwait(false) : [];
        return call.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("views");
            foreach (var view in set.All)
            {
                json.WriteStartObject();
                json.WriteString("id", view.Id);
                json.WriteString(NameField, view.Name);
                json.WriteString(OwnerField, view.IsOfTeam ? "team" : "me");
                json.WriteString(QueryField, view.Query);
                json.WriteBoolean(DefaultField, view.IsDefault);
                json.WriteString(VersionField, VersionOf(view));
                if (isCounted)
                {
                    WriteCount(json, "conversations", counted[view.Id].Conversations);
                    WriteCount(json, "unread", counted[view.Id].Unread);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteCount(Utf8JsonWriter json, string name, int? count)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, count, ApiShapes.Default.NullableInt32);
    }

    private async ValueTask<IResult> CreateAsync(ApiCall call)
    {
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        bool isOfTeam = body.Choice(OwnerField, s_owners) ?? false;
        var view = Read(call, body, SavedView.NewId(), isOfTeam);
        await ChangeAsync(call, isOfTeam, list => Put(list, list.Count, view)).ConfigureAwait(false);
        return Stored(call, view, StatusCodes.Status201Created);
    }

    private async ValueTask<IResult> ReplaceAsync(ApiCall call)
    {
        string id = s_id.Read(call);
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        bool isOfTeam = await IsOfTeamAsync(call, id).ConfigureAwait(false);
        string? version = body.Text(VersionField, longest: 64);
        var view = Read(call, body, id, isOfTeam);
        await ChangeAsync(call, isOfTeam, list => Put(list, Find(list, id, version), view)).ConfigureAwait(false);
        return Stored(call, view, StatusCodes.Status200OK);
    }

    private async ValueTask<IResult> DeleteAsync(ApiCall call)
    {
        string id = s_id.Read(call);
        string? version = s_version.Read(call);
        bool isOfTeam = await IsOfTeamAsync(call, id).ConfigureAwait(false);
        await ChangeAsync(call, isOfTeam, list => list.RemoveAt(Find(list, id, version))).ConfigureAwait(false);
        return ApiCall.Done;
    }

    private async ValueTask<bool> IsOfTeamAsync(ApiCall call, string id)
    {
        var set = await views.ReadAsync(call.Visitor, call.Aborted).ConfigureAwait(false);
        return set.All.FirstOrDefault(view => string.Equals(view.Id, id, StringComparison.Ordinal)) is { } view
            ? view.IsOfTeam : throw ApiProblemException.NotFound("view");
    }

    private async ValueTask ChangeAsync(ApiCall call, bool isOfTeam, Action<List<SavedView>> change)
    {
        if (isOfTeam && !call.May(ConvLogPermissions.Annotate))
        {
            throw ApiProblemException.Forbidden(ConvLogPermissions.Annotate);
        }

        string? problem = await views.ChangeAsync(call.Visitor, isOfTeam, PageOf(call).Now, list =>
        {
            change(list);
            return null;
        }, call.Aborted).ConfigureAwait(false);
        if (problem is not null)
        {
            throw Conflict(problem);
        }
    }

    // The view in a body. An unreadable filter is rejected; the console keeps it in the address and reports it there.
    private SavedView Read(ApiCall call, ApiBody body, string id, bool isOfTeam)
    {
        string name = body.Text(NameField, SavedView.LongestName, isRequired: true)!.Trim();
        if (name.Length == 0)
        {
            throw ApiProblemException.Invalid(NameField, $"{NameField} is blank.");
        }

        string query = (body.Text(QueryField, SavedView.LongestQuery) ?? "").TrimStart('?');
        bool isDefault = body.Flag(DefaultField) ?? false;
        foreach (var (parameter, values) in QueryHelpers.ParseQuery(query))
        {
            string? wrong = !ListRequest.IsKnown(parameter) ? "a parameter that the list does not know"
                : values.Count > 1 && !ListRequest.IsRepeatable(parameter) ? "a parameter more than once that takes one value"
                : null;
            if (wrong is not null)
            {
                throw ApiProblemException.Invalid(QueryField, $"{QueryField} has {wrong}: {parameter}.");
            }
        }

        var request = ViewCounts.RequestOf(call.Context, PageOf(call), call.Visitor.PageReader!, query);
        if (request.Unread.Values.FirstOrDefault() is { } problem)
        {
            throw ApiProblemException.Invalid(QueryField, $"{QueryField} has a filter that cannot be read. {problem}");
        }

        if (ViewQuery.UnsavedFilters(request.Address, call.Visitor, isOfTeam) is [var first, ..])
        {
            throw ApiProblemException.Invalid(QueryField,
                $"{QueryField} has {first}, which may repeat personal data: the team's views do not keep it of a reader who can view personal data.");
        }

        string saved = ViewQuery.Of(request.Address);
        return saved.Length <= SavedView.LongestQuery
            ? new SavedView(id, name, saved) { IsDefault = isDefault, IsOfTeam = isOfTeam }
            : throw ApiProblemException.Invalid(QueryField, $"{QueryField} can have at most {SavedView.LongestQuery} characters once its values are encoded.");
    }

    private static int Find(List<SavedView> list, string id, string? version)
    {
        int at = list.FindIndex(view => string.Equals(view.Id, id, StringComparison.Ordinal));
        return at < 0 ? throw ApiProblemException.NotFound("view")
            : version is null || string.Equals(version, VersionOf(list[at]), StringComparison.Ordinal) ? at
            : throw Conflict("This view was changed since. List the views again and repeat the change with the new version.");
    }

    private static void Put(List<SavedView> list, int at, SavedView view)
    {
        if (view.IsDefault)
        {
            for (int i = 0; i < list.Count; i++)
            {
                list[i] = list[i] with { IsDefault = false };
            }
        }

        if (at < list.Count)
        {
            list.RemoveAt(at);
        }

        list.Insert(at, view);
    }

    // A hash of its content, which is the same for the same view on every host.
    private static string VersionOf(SavedView view)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{view.IsDefault}\n{view.Query}\n{view.Name}")).AsSpan(0, 8));

    private static ApiProblemException Conflict(string detail) => new(StatusCodes.Status409Conflict, "Conflict", detail);

    private static IResult Stored(ApiCall call, SavedView view, int status) => call.Json(new ViewCreatedJson(view.Id, VersionOf(view)), status);

    private ConsolePage PageOf(ApiCall call) => pages.PageOf(call.Context) with { Visitor = call.Visitor };
}
