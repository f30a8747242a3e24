using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Tests.Storage.Statistics.Calls;

public sealed class EndpointNameTests
{
    [Theory]
    [InlineData("https://crm.example/contacts/17", "GET https://crm.example/contacts/{id}")]
    [InlineData("https://crm.example/contacts/{id}", "GET https://crm.example/contacts/{id}")]
    [InlineData("https://crm.example/c/3f2504e0-4f89-11d3-9a0c-0305e82c3301/notes/7", "GET https://crm.example/c/{id}/notes/{id}")]
    [InlineData("https://crm.example/c/0123456789abcdef", "GET https://crm.example/c/{id}")]
    [InlineData("https://crm.example/facade/deadbeefdeadbeef", "GET https://crm.example/facade/deadbeefdeadbeef")]
    [InlineData("https://jane:secret@crm.example/v2/x?phone=%2B15550100#top", "GET https://crm.example/v2/x")]
    [InlineData("https://10.0.0.7:8080", "GET https://10.0.0.7:8080")]
    [InlineData("https://crm.example/", "GET https://crm.example/")]
    [InlineData("/contacts/5", "GET /contacts/{id}")]
    [InlineData("contacts", "GET contacts")]
    [InlineData("", "GET ")]
    public void It_is_the_method_and_the_path_without_what_differs_from_call_to_call(string url, string name)
        => EndpointName.Of("GET", url).Should().Be(name);
}
