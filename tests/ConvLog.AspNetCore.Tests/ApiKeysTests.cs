using ConvLog.AspNetCore.Access;

namespace ConvLog.AspNetCore.Tests;

public sealed class ApiKeysTests
{
    [Fact]
    public void By_default_a_key_has_no_access_to_personal_data()
    {
        ApiKeys keys = new();
        keys.Add("demo-reader");
        keys.Add("demo-pii", "Ada", canReadPii: true);

        (keys.Find("demo-reader")!.Reader with { Source = null }).Should().Be(new Privacy.Reader("API key 1", canReadPii: false));
        (keys.Find("demo-pii")!.Reader with { Source = null }).Should().Be(new Privacy.Reader("Ada", canReadPii: true));
        keys.Find("demo-pii")!.Permissions.Should().Be(ConvLogPermissions.Read | ConvLogPermissions.ReadPii, "neither to erase nor to annotate");
        keys.Find("Demo-reader").Should().BeNull();
        keys.Should().HaveCount(2).And.Contain(reader => reader.CanReadPii);
    }

    [Fact]
    public void Only_the_hash_of_a_key_is_stored()
    {
        ApiKeys keys = new();
        keys.Add("demo-reader");

        keys.Keys.Single().Sha256.Should().Equal(ApiKey.Hash("demo-reader")).And.HaveCount(32);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("tab\t")]
    [InlineData("ключ")]
    [InlineData(" ")]
    public void A_key_with_characters_invalid_in_headers_is_refused_without_being_repeated(string key)
    {
        ApiKeys keys = new();

        keys.Invoking(k => k.Add(key)).Should().Throw<ArgumentException>().Which.Message.Should().NotContain($"\"{key}\"").And.Contain("visible ASCII");
    }

    [Fact]
    public void A_key_of_more_than_512_characters_is_refused()
    {
        ApiKeys keys = new();
        keys.Add(new string('k', 512));

        keys.Invoking(static k => k.Add(new string('k', 513))).Should().Throw<ArgumentException>();
        keys.Find(new string('k', 513)).Should().BeNull();
    }

    [Fact]
    public void A_duplicate_key_is_refused_with_the_name_of_its_owner()
    {
        ApiKeys keys = new();
        keys.Add("demo-reader", "Ada");

        keys.Invoking(static k => k.Add("demo-reader", "Grace")).Should().Throw<ArgumentException>().WithMessage("*\"Ada\"*");
    }

    [Fact]
    public void A_removed_key_is_not_accepted()
    {
        ApiKeys keys = new();
        keys.Add("demo-reader");
        keys.Add("demo-pii");

        keys.Remove("demo-reader").Should().BeTrue();

        keys.Remove("demo-reader").Should().BeFalse();
        keys.Find("demo-reader").Should().BeNull();
        keys.Find("demo-pii").Should().NotBeNull();
        keys.Count.Should().Be(1);
        keys.Add("another");
        keys.Find("another")!.Reader.Name.Should().Be("API key 3");
    }

    [Fact]
    public void An_empty_key_is_refused()
    {
        ApiKeys keys = new();

        keys.Invoking(static k => k.Add("")).Should().Throw<ArgumentException>();
        keys.Invoking(static k => k.Add(null!)).Should().Throw<ArgumentNullException>();
    }
}
