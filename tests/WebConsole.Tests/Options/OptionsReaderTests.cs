using WebConsole.Options;

namespace WebConsole.Tests.Options;

public sealed class OptionsReaderTests
{
    [Fact]
    public void By_default_it_listens_on_loopback_seeds_the_demo_and_stores_nothing()
    {
        var options = OptionsReader.Read([]);

        options.Urls.Should().BeEmpty("the default address, or the next free port");
        options.DataDirectory.Should().BeNull();
        options.ImportFiles.Should().BeEmpty();
        options.SeedDemo.Should().BeTrue();
        options.ShowHelp.Should().BeFalse();
    }

    [Fact]
    public void Import_accepts_files_until_the_next_option()
    {
        var options = OptionsReader.Read(["--import", "a.json", "b c.json", "--no-demo"]);

        options.ImportFiles.Should().Equal("a.json", "b c.json");
        options.SeedDemo.Should().BeFalse();
    }

    [Fact]
    public void A_repeated_import_option_adds_files()
        => OptionsReader.Read(["--import", "a.json", "--no-demo", "--import", "b.json"]).ImportFiles.Should().Equal("a.json", "b.json");

    [Theory]
    [InlineData("--urls", "http://127.0.0.1:81")]
    [InlineData("--urls=http://127.0.0.1:81")]
    public void A_value_follows_its_option_or_an_equals_sign(params string[] arguments)
        => OptionsReader.Read(arguments).Urls.Single().Value.Should().Be("http://127.0.0.1:81");

    [Fact]
    public void A_value_may_hold_an_equals_sign_and_spaces()
        => OptionsReader.Read(["--data", "/tmp/a = b"]).DataDirectory.Should().Be("/tmp/a = b");

    [Fact]
    public void Several_addresses_are_separated_by_semicolons()
        => OptionsReader.Read(["--urls", "http://127.0.0.1:81;http://[::1]:82"]).Urls.Select(url => url.Value).Should()
            .Equal("http://127.0.0.1:81", "http://[::1]:82");

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_can_be_requested(string argument) => OptionsReader.Read([argument]).ShowHelp.Should().BeTrue();

    [Theory]
    [InlineData("--verbose is not an option", "--verbose")]
    [InlineData("'data.json' is not an option", "data.json")]
    [InlineData("--import lacks its value", "--import")]
    [InlineData("--import lacks its value", "--import", "--no-demo")]
    [InlineData("--import lacks its value", "--import=")]
    [InlineData("--urls lacks its value", "--urls")]
    [InlineData("--urls lacks its value", "--urls", " ")]
    [InlineData("--data lacks its value", "--no-demo", "--data")]
    [InlineData("--data takes one value; 'two' is one too many", "--data", "one", "two")]
    [InlineData("--no-demo takes no value; 'yes' is one too many", "--no-demo", "yes")]
    [InlineData("--data is given twice", "--data", "a", "--data", "b")]
    [InlineData("--urls is given twice", "--urls", "http://127.0.0.1:1", "--urls", "http://127.0.0.1:2")]
    public void An_invalid_argument_is_named(string message, params string[] arguments)
    {
        var reading = () => OptionsReader.Read(arguments);

        reading.Should().Throw<UsageException>().WithMessage(message + "*");
    }
}
