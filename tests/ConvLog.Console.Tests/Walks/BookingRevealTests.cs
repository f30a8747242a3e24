using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Reads personal data of a real conversation with and without the permission.</summary>
[Trait(CiRun.Trait, CiRun.Only)]
[Collection(RealCollection.Name)]
public sealed class BookingRevealTests(RealConsole console)
{
    private const string Booking = "/convlog/conversations/3_00035";

    [RealFact]
    public async Task A_permitted_reader_reveals_a_conversation_with_a_record_in_the_access_log_and_hides_it_again()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.PiiKey, Booking);
        string arguments = await ArgumentsAsync(opened.Page);
        arguments.Should().Contain("therapist_name").And.NotContain("Linn Terri");

        await opened.Page.GetByText("Reveal personal data").ClickThroughAsync();
        await opened.Page.GetByText("Personal data shown").WaitForAsync();
        (await ArgumentsAsync(opened.Page)).Should().Contain("Linn Terri");
        (await opened.Page.Locator(".pii").CountAsync()).Should().BeGreaterThan(5);

        await opened.Page.GetByText("Hide", new PageGetByTextOptions { Exact = true }).ClickThroughAsync();
        await opened.Page.GetByText("Reveal personal data").WaitForAsync();
        (await ArgumentsAsync(opened.Page)).Should().Be(arguments);
        await opened.Page.GotoAsync($"{console.Url}/convlog/privacy/access");
        (await opened.Page.Locator("tbody tr").First.InnerTextAsync()).Should().Contain("Ada Lindqvist").And.Contain("3_00035");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task Without_the_permission_nothing_can_be_revealed_even_by_a_direct_request()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.ReaderKey, Booking);
        (await opened.Page.GetByText("Reveal personal data").CountAsync()).Should().Be(0);
        (await ArgumentsAsync(opened.Page)).Should().Contain("[redacted]").And.NotContain("Linn Terri");

        var form = opened.Context.APIRequest.CreateFormData();
        form.Set("reveal", "yes");
        var answer = await opened.Context.APIRequest.PostAsync(console.Url + Booking,
            new APIRequestContextOptions { Form = form, Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Origin"] = console.Url } });

        answer.Status.Should().Be(403);
        (await answer.TextAsync()).Should().NotContain("Linn Terri");
    }

    private static Task<string> ArgumentsAsync(IPage page) => page.Locator("details.call.failed .facts").First.InnerTextAsync();
}
