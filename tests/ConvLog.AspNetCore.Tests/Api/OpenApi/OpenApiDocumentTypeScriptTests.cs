using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Api.OpenApi;

/// <summary>A program with openapi-fetch and the types that openapi-typescript generates from the document; ajv validates the responses.</summary>
[Trait(CiRun.Trait, CiRun.Only)]
public sealed class OpenApiDocumentTypeScriptTests
{
    [ClientFact]
    public async Task A_TypeScript_client_of_every_operation_compiles_in_strict_mode_and_responses_match_schemas()
    {
        await using var site = await ClientSite.StartAsync();
        string folder = ClientTools.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "document.json"), site.Document);

        await ClientProcess.RunAsync(folder, "node", "node_modules/.bin/openapi-typescript", "document.json", "-o", "schema.ts");
        await ClientProcess.RunAsync(folder, "node", "node_modules/.bin/tsc", "--strict", "--target", "es2023", "--module", "nodenext",
            "--types", "node", "operations.ts");
        string printed = await ClientProcess.RunAsync(folder, "node", "operations.js", site.Site.Url, Changes.PermittedOperator, Site.ReaderKey);
        var arrived = JsonElement.Parse(printed);
        var validated = JsonElement.Parse(await ClientProcess.RunAsync(folder, "node", "validate.mjs", "document.json", "answers.json"));
        Directory.Delete(folder, recursive: true);

        site.Called.Ids.Should().BeEquivalentTo(site.Operations);
        arrived.GetProperty("totalTokens").GetInt64().Should().Be(ClientSite.Tokens + 42);
        arrived.GetProperty("inputTokens").GetInt64().Should().Be(ClientSite.Tokens);
        arrived.GetProperty("imported").GetProperty("refused").GetInt64().Should().Be(1);
        arrived.GetProperty("csv").GetString()!.TrimStart('\uFEFF').Should().StartWith("conversation_id,");
        arrived.GetProperty("refused").EnumerateArray().Select(static problem => problem[0].GetInt32()).Should().Equal(409, 400, 404, 401, 403, 415, 413);
        arrived.GetProperty("refused").EnumerateArray().Select(static problem => problem[1]).Concat(arrived.GetProperty("compatible").EnumerateArray())
            .Select(static message => message.GetString()!.Length).Should().HaveCount(10).And.NotContain(0);
        validated.GetProperty("wrong").EnumerateArray().Select(static difference => difference.GetString()).Should().BeEmpty();
        validated.GetProperty("seen").GetArrayLength().Should().BeGreaterThan(55);
    }
}
