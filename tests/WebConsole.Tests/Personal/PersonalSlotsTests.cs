using WebConsole.Personal;

namespace WebConsole.Tests.Personal;

public sealed class PersonalSlotsTests
{
    [Theory]
    [InlineData("Restaurants_2", "phone_number")]
    [InlineData("Homes_1", "address")]
    [InlineData("Hotels_4", "street_address")]
    [InlineData("Events_1", "address_of_location")]
    [InlineData("Services_4", "therapist_name")]
    [InlineData("Services_2", "dentist_name")]
    [InlineData("Banks_2", "recipient_name")]
    [InlineData("Banks_2", "account_balance")]
    [InlineData("Messaging_1", "contact_name")]
    [InlineData("Users_1", "email_address")]
    [InlineData("Users_1", "last_name")]
    [InlineData("Users_1", "date_of_birth")]
    [InlineData("RideSharing_1", "destination")]
    [InlineData("Payment_1", "receiver")]
    [InlineData("Messaging_1", "location")]
    public void Slots_about_a_person_are_personal(string service, string slot) => PersonalSlots.Contains(service, slot).Should().BeTrue();

    [Theory]
    [InlineData("Restaurants_2", "restaurant_name")]
    [InlineData("Homes_1", "property_name")]
    [InlineData("Hotels_1", "hotel_name")]
    [InlineData("Hotels_1", "destination")]
    [InlineData("Flights_3", "destination_city")]
    [InlineData("Flights_3", "passengers")]
    [InlineData("Alarm_1", "alarm_name")]
    [InlineData("Banks_2", "recipient_account_type")]
    [InlineData("Weather_1", "city")]
    [InlineData("Travel_1", "location")]
    [InlineData("", "")]
    public void Slots_about_a_place_or_business_are_not_personal(string service, string slot) => PersonalSlots.Contains(service, slot).Should().BeFalse();
}
