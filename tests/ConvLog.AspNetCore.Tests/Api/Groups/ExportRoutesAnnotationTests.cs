using System.Text.Json;
using ConvLog.AspNetCore.Api.Export;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class ExportRoutesAnnotationTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/v1/export/annotations";

    [Fact]
    public async Task JSON_Lines_contain_each_improved_answer_as_listed()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync(Path, Site.PiiKey);

        answer.Header("Content-Disposition").Should().Be("attachment; filename=\"improved-answers.jsonl\"");
        string line = answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle().Which;
        var listed = JsonSerializer.Deserialize<JsonElement>((await site.GetWithKeyAsync("/convlog/v1/annotations", Site.PiiKey)).Body)
            .GetProperty("annotations")[0];
        line.Should().Be(listed.GetRawText()).And.Contain("Your table for two is booked.");
    }

    [Fact]
    public async Task A_CSV_file_starts_with_the_question_and_both_answers()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        string[] rows = (await site.GetWithKeyAsync($"{Path}?format=csv", Site.PiiKey)).Body.Split("\r\n");

        rows.Should().HaveCount(3);
        rows[0].Should().Be(string.Join(',', AnnotationTable.Columns)).And.StartWith("question,answer,improved_answer,");
        rows[1].Should().StartWith($"\"{Desk.Said}\",\"Done.\",\"Your table for two is booked.\",\"Ada\",").And.EndWith("\"gpt-x\",\"dislike\",");
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task Without_the_permission_improved_answers_are_masked(string format)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync($"{Path}?format={format}");

        answer.Body.Should().Contain("[redacted]").And.Contain(Desk.Said).And.NotContain("is booked");
    }

    [Fact]
    public async Task An_improved_answer_that_starts_with_a_formula_gets_an_apostrophe()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-1"), said: "@said", answered: "+answered");
        await site.Services.GetRequiredService<ConversationTeam>().AnnotateAsync(new Reader("=Ada", canReadPii: true), "conv-1", 1, "=HYPERLINK(\"//x\")");

        (await site.GetWithKeyAsync($"{Path}?format=csv", Site.PiiKey)).Body.Should()
            .Contain("\r\n\"@said\",\"+answered\",\"'=HYPERLINK(\"\"//x\"\")\",\"'=Ada\",");
    }

    [Fact]
    public async Task Filters_and_scopes_limit_the_export_and_every_read_is_in_the_access_log()
    {
        await using var site = await Desk.PlayedAsync();

        (await site.GetWithKeyAsync($"{Path}?agent=weather", Site.PiiKey)).Body.Should().BeEmpty("nobody improved an answer there");
        (await site.GetWithKeyAsync($"{Path}?environment=sandbox", Site.PiiKey)).Body.Should().BeEmpty();
        (await site.GetWithKeyAsync($"{Path}?agent=bookings", Site.PiiKey)).Body.Should().Contain("conv-1");

        var accesses = (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses;
        accesses.Should().ContainSingle().Which.ConversationId.Should().Be("conv-1", "only what has an improved answer is read");
    }
}
