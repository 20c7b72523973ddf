def waiting_for(person, on):
    return []
